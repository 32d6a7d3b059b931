import * as Y from "yjs";
import { bindAll, SERVER } from "./writers.ts";

/**
 * What one device wrote into a cart, in all its sessions, and what the server wrote on which that builds: all that its peers
 * take from it (Y3). One Yjs update (v1).
 */
export function ownPart(doc: Y.Doc, tag: string): Uint8Array {
  const { clients } = bindAll(doc, "");
  return onlyClients(Y.encodeStateAsUpdate(doc), (client) => {
    const writer = clients[client];
    return writer === tag || writer === SERVER;
  });
}

/** An update without the structs and deletions of the other clients; Yjs itself always repeats all deletions. */
function onlyClients(update: Uint8Array, keeps: (client: number) => boolean): Uint8Array {
  const { structs, ds } = Y.decodeUpdate(update);
  const kept = new Map<number, typeof structs>();
  for (const struct of structs) {
    const { client } = struct.id;
    if (keeps(client)) kept.set(client, [...(kept.get(client) ?? []), struct]);
  }
  const deleted = [...ds.clients].filter(([client]) => keeps(client));
  const encoder = new Y.UpdateEncoderV1();
  // In this format every number is a plain varUint, which `writeLen` writes.
  encoder.writeLen(kept.size);
  for (const [client, run] of kept) {
    encoder.writeLen(run.length);
    encoder.writeClient(client);
    encoder.writeLen(run[0]?.id.clock ?? 0);
    for (const struct of run) struct.write(encoder, 0);
  }
  encoder.writeLen(deleted.length);
  for (const [client, runs] of deleted) {
    encoder.writeClient(client);
    encoder.writeLen(runs.length);
    for (const { clock, len } of runs) {
      encoder.writeDsClock(clock);
      encoder.writeDsLen(len);
    }
  }
  return encoder.toUint8Array();
}
