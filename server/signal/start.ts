import type { IncomingMessage } from "node:http";
import type { ApiDeps } from "../../api/context.ts";
import { admitToSignal, onRoomMoved, roomOfCart } from "../../api/signal-admission.ts";
import { createSignalling, type Signalling } from "./socket.ts";

/** The signalling socket on this host's carts (Y3). */
export function startSignalling(deps: ApiDeps): Signalling {
  const signalling = createSignalling({
    admit: async (incoming) => {
      const request = requestOf(incoming);
      return request && admitToSignal(request, deps);
    },
    roomOfCart: (cartId) => roomOfCart(cartId, deps),
    log: deps.log,
  });
  const stop = onRoomMoved((cartId) => void signalling.look(cartId));
  return {
    ...signalling,
    close() {
      stop();
      signalling.close();
    },
  };
}

/** A request to upgrade, as the API reads requests; it never has a body. Null for an address that is none. */
function requestOf({ url, headers }: IncomingMessage): Request | null {
  const target = URL.parse(url ?? "/", `http://${headers.host}`);
  const sent = new Headers();
  for (const [name, value] of Object.entries(headers)) if (typeof value === "string") sent.set(name, value);
  return target && new Request(target, { headers: sent });
}
