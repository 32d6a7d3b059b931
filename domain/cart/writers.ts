import * as Y from "yjs";
import { CART_ROOT, FORMER_ROOT, parseCounterKey } from "./keys.ts";
import type { CartStruct } from "./shape.ts";

/** Devices that may share one cart. */
const MAX_DEVICES = 32;
/** One member's tags in a cart of several: a device draws a new one when it has lost its data, and nobody needs more. */
const MAX_TAGS_PER_OWNER = 8;

/** Wrote what the server wrote: the first state of an epoch and what it carried over. */
export const SERVER = "*";

/** Who wrote what in a cart's document (Y2); grows with devices and their sessions and starts afresh with each epoch. */
export interface CartWriters {
  /** Device tag → owner: the tag belongs to whoever was first seen to use it. */
  readonly owners: Readonly<Record<string, string>>;
  /** Yjs client id → device tag. */
  readonly clients: Readonly<Record<string, string>>;
}

export const NO_WRITERS: CartWriters = { owners: {}, clients: {} };

/** What the server wrote under this client id, nobody may extend. */
export function withServer(writers: CartWriters, client: number): CartWriters {
  return { ...writers, clients: { ...writers.clients, [client]: SERVER } };
}

/** The tag as this owner's; null when it is somebody else's, one device too many, or would leave too few for the others. */
export function claimTag(writers: CartWriters, tag: string, owner: string): CartWriters | null {
  const known = writers.owners[tag];
  if (known !== undefined) return known === owner ? writers : null;
  const tags = Object.values(writers.owners);
  if (tags.length >= MAX_DEVICES) return null;
  const own = tags.filter((one) => one === owner).length;
  // Who is alone so far leaves others as many as they may have.
  const most = own === tags.length ? MAX_DEVICES - MAX_TAGS_PER_OWNER : MAX_TAGS_PER_OWNER;
  if (own >= most) return null;
  return { ...writers, owners: { ...writers.owners, [tag]: owner } };
}

/**
 * Binds what a document has beyond `before` (clocks by client id) to its writer, or answers null: all of it must be values
 * under keys of one device, made in sessions that nobody else used.
 */
export function bindNewItems(
  doc: Y.Doc,
  before: ReadonlyMap<number, number>,
  writers: CartWriters,
  owner: string,
): CartWriters | null {
  const clients: Record<string, string> = {};
  const tags = new Set<string>();
  for (const [client, structs] of doc.store.clients) {
    const known = before.get(client) ?? 0;
    for (let at = structs.length - 1; at >= 0; at -= 1) {
      const struct = structs[at];
      if (!struct || struct.id.clock + struct.length <= known) break;
      const tag = writerOf(doc, struct);
      if (tag === null) return null;
      tags.add(tag);
      if ((writers.clients[client] ?? tag) !== tag) return null;
      clients[client] = tag;
    }
  }
  if (tags.size === 0) return writers;
  const [tag = ""] = tags;
  if (tags.size > 1) return null;
  const claimed = claimTag(writers, tag, owner);
  return claimed && { owners: claimed.owners, clients: { ...claimed.clients, ...clients } };
}

/**
 * Whether a session of what is sent is known as another owner's. Its clocks are used up then, whatever was sent is not in the
 * document, and Yjs would take it for known.
 */
export function isOthersSession(structs: readonly CartStruct[], writers: CartWriters, owner: string): boolean {
  return structs.some(({ id }) => {
    const tag = writers.clients[id.client];
    return tag !== undefined && tag !== SERVER && writers.owners[tag] !== owner;
  });
}

/** Whoever makes a cart brings its document as it is: also what other devices and a server wrote into it before. */
export function bindAll(doc: Y.Doc, owner: string): CartWriters {
  const clients: Record<string, string> = {};
  const owners: Record<string, string> = {};
  for (const [client, structs] of doc.store.clients) {
    const tags = new Set(structs.map((struct) => writerOf(doc, struct)));
    const [tag] = tags;
    clients[client] = tags.size === 1 && tag ? tag : SERVER;
    for (const one of tags) if (one !== null) owners[one] = owner;
  }
  return { owners, clients };
}

function writerOf(doc: Y.Doc, struct: CartStruct): string | null {
  if (!(struct instanceof Y.Item) || struct.parentSub === null) return null;
  const isRoot = [CART_ROOT, FORMER_ROOT].some((root) => doc.share.get(root) === struct.parent);
  return isRoot ? (parseCounterKey(struct.parentSub)?.writer ?? null) : null;
}
