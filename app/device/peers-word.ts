import * as Y from "yjs";
import { applyWhole } from "../../domain/cart/apply-whole.ts";
import { CART_ROOT, FORMER_ROOT } from "../../domain/cart/keys.ts";
import { copyOf } from "../../domain/cart/new-document.ts";
import type { StoredRow } from "../../offline/carts.ts";

/** A tab's document, and what of it stands without the word of other devices. */
export interface Documents {
  readonly doc: Y.Doc;
  /** The same document while no peer has said more. */
  readonly trusted: Y.Doc;
}

/**
 * Y3: what peers sent counts until the server has said what is true: it then stands in the server's words or not at all.
 * Answers the documents to go on with, and the rows of peers that have had their time. A peer that wrote into a session of
 * somebody else would hide what the server says of it, so such a document is made anew.
 */
export function heedPeers(documents: Documents, rows: readonly StoredRow[]): Documents & { readonly over: number[] } {
  const { doc } = documents;
  if (rows.length === 0 && documents.trusted === doc) return { ...documents, over: [] };
  const trusted = documents.trusted === doc ? copyOf(doc) : documents.trusted;
  const wanted = copyOf(trusted);
  const standing = rows.filter(({ bytes }) => !isKnown(trusted, bytes) && applyWhole(wanted, bytes));
  const over = rows.filter((row) => !standing.includes(row)).map(({ id }) => id);
  for (const { bytes } of standing) applyWhole(doc, bytes, "stored");
  const next = sayTheSame(doc, wanted) ? doc : wanted;
  return { doc: next, trusted: standing.length > 0 ? trusted : next, over };
}

function isKnown(doc: Y.Doc, update: Uint8Array): boolean {
  const clocks = Y.decodeStateVector(Y.encodeStateVector(doc));
  return [...Y.parseUpdateMeta(update).to].every(([client, clock]) => (clocks.get(client) ?? 0) >= clock);
}

function sayTheSame(one: Y.Doc, other: Y.Doc): boolean {
  const [clocks, others] = [one, other].map((doc) => Y.decodeStateVector(Y.encodeStateVector(doc)));
  const sameSessions = clocks?.size === others?.size && [...(clocks ?? [])].every(([id, at]) => others?.get(id) === at);
  return sameSessions && valuesOf(one) === valuesOf(other);
}

function valuesOf(doc: Y.Doc): string {
  const roots = [CART_ROOT, FORMER_ROOT].filter((root) => doc.share.has(root));
  return JSON.stringify(roots.map((root) => [root, [...doc.getMap(root).entries()].sort()]));
}
