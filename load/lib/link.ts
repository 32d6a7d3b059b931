import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface LinkProfile {
  readonly name: string;
  readonly roundTripMs: number;
  /** Kilobits per second. */
  readonly down: number;
  readonly up: number;
}

/** The mobile profiles of WebPageTest. */
export const MOBILE_4G: LinkProfile = { name: "4G", roundTripMs: 170, down: 9_000, up: 9_000 };
export const MOBILE_3G: LinkProfile = { name: "3G", roundTripMs: 300, down: 1_600, up: 768 };

export function inWords({ name, roundTripMs, down, up }: LinkProfile): string {
  return `${name}: ${roundTripMs} ms round trip, ${down} kbit/s down, ${up} kbit/s up, a round trip more for each new connection`;
}

/** A mobile connection in front of an origin, for page and worker alike. */
export interface Link {
  readonly origin: string;
  /** What everything is sent over from now on; null is no delay at all. */
  shape(profile: LinkProfile | null): void;
  /** Without it nothing gets in, and what was open is cut. */
  connected(yes: boolean): void;
  close(): Promise<void>;
}

export async function openLink(origin: string): Promise<Link> {
  const target = new URL(origin);
  const sockets = new Set<Socket>();
  let profile: LinkProfile | null = null;
  let up = true;
  // One line each way is shared by all connections: what is sent leaves when everything before it has left.
  const freeAt = { down: 0, up: 0 };

  function carry(from: Socket, to: Socket, way: "down" | "up", openedAt: number): void {
    const deliver = (bytes: number, act: () => void) => {
      if (!profile) return act();
      const now = performance.now();
      freeAt[way] = Math.max(now, freeAt[way]) + (bytes * 8) / profile[way];
      const opened = openedAt + profile.roundTripMs;
      setTimeout(act, Math.max(freeAt[way], opened) - now + profile.roundTripMs / 2);
    };
    from.on("data", (chunk) => deliver(chunk.length, () => to.writable && to.write(chunk)));
    from.on("end", () => deliver(0, () => to.end()));
    from.on("error", () => to.destroy());
    from.on("close", () => deliver(0, () => to.destroy()));
  }

  const server = createServer((client) => {
    if (!up) return client.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    const openedAt = performance.now();
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
    }
    carry(client, upstream, "up", openedAt);
    carry(upstream, client, "down", 0);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    shape(next) {
      profile = next;
    },
    connected(yes) {
      up = yes;
      if (!yes) cut();
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
