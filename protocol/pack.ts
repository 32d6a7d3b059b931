/** One file of a pack: its address, the headers to store it with, and its bytes. */
export interface PackedFile {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Where a release's files are fetched in one request: `<prefix><release>`, all of its shell, or those in `?files=`. */
export const PACK_PREFIX = "/__sw/pack/";
export const PACK_TYPE = "application/vnd.holdfast.pack";

const MAGIC = "HFP1";
/** Magic and the length of the index. */
const HEAD_BYTES = 8;

/**
 * Puts files into one body: the four letters `HFP1`, the length of the index in bytes (unsigned 32 bit, big-endian), the
 * index (JSON in UTF-8: `[[url, size, headers], …]`), then the files' bytes in that order.
 */
export function encodePack(files: readonly PackedFile[]): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder();
  const index = text.encode(JSON.stringify(files.map(({ url, bytes, headers }) => [url, bytes.length, headers])));
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, HEAD_BYTES + index.length);
  const pack = new Uint8Array(total);
  pack.set(text.encode(MAGIC));
  new DataView(pack.buffer).setUint32(MAGIC.length, index.length);
  pack.set(index, HEAD_BYTES);
  let at = HEAD_BYTES + index.length;
  for (const { bytes } of files) {
    pack.set(bytes, at);
    at += bytes.length;
  }
  return pack;
}

function readIndex(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

function isHeaders(value: unknown): value is Record<string, string> {
  return typeof value === "object" && value !== null && Object.values(value).every((text) => typeof text === "string");
}

/** The files of a pack, or null for anything that is not a whole pack. Says nothing about whether the bytes are right. */
export function decodePack(pack: Uint8Array<ArrayBuffer>): PackedFile[] | null {
  if (pack.length < HEAD_BYTES || new TextDecoder().decode(pack.subarray(0, MAGIC.length)) !== MAGIC) return null;
  let at = HEAD_BYTES + new DataView(pack.buffer, pack.byteOffset).getUint32(MAGIC.length);
  const index = at <= pack.length ? readIndex(pack.subarray(HEAD_BYTES, at)) : null;
  if (!Array.isArray(index)) return null;
  const files: PackedFile[] = [];
  for (const entry of index) {
    if (!Array.isArray(entry)) return null;
    const [url, size, headers]: unknown[] = entry;
    if (typeof url !== "string" || typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) return null;
    if (!isHeaders(headers) || at + size > pack.length) return null;
    files.push({ url, headers, bytes: pack.subarray(at, at + size) });
    at += size;
  }
  return at === pack.length ? files : null;
}
