import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

export type Encoding = "br" | "gzip" | "identity";

/** Bytes in each encoding that is worth having. */
export interface EncodedBody {
  readonly identity: Buffer;
  readonly br?: Buffer;
  readonly gzip?: Buffer;
}

/** Compresses once; quality 5 costs a millisecond or two for a page. */
export async function encodeBody(identity: Buffer): Promise<EncodedBody> {
  if (identity.length < 512) return { identity };
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length };
  const [br, gz] = await Promise.all([brotli(identity, { params }), zip(identity)]);
  return { identity, br, gzip: gz };
}

/** The best encoding that the client accepts (RFC 9110, section 12.5.3); a `q=0` is a refusal. */
export function chooseEncoding(body: EncodedBody, accept: string | undefined): Encoding {
  if (!accept) return "identity";
  const refused = (name: string) => new RegExp(`\\b${name}\\s*;\\s*q=0(\\.0+)?\\s*(,|$)`).test(accept);
  if (body.br && /\bbr\b/.test(accept) && !refused("br")) return "br";
  if (body.gzip && /\bgzip\b/.test(accept) && !refused("gzip")) return "gzip";
  return "identity";
}
