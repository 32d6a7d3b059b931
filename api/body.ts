import { en } from "zod/locales";
import * as z from "zod/mini";
import type { ProblemDetailItem } from "../protocol/problems.ts";
import type { ApiContext } from "./context.ts";
import { ApiProblem } from "./problem.ts";

export const JSON_LIMIT = 32 * 1024;
/** A sync carries up to 64 kB of updates in base64 and is given room for the envelope. */
export const SYNC_LIMIT = 128 * 1024;
const MOST_ERRORS = 20;

const describe = en().localeError;

/** Reads a JSON body of at most `limit` bytes and checks it; answers 415, 413 or 400 by throwing. */
export async function readJson<Schema extends z.core.$ZodType>(
  context: ApiContext,
  schema: Schema,
  limit: number = JSON_LIMIT,
): Promise<z.output<Schema>> {
  requireJsonType(context.req.header("Content-Type"));
  const bytes = await readBytes(context.req.raw, limit);
  return requireShape(schema, parseJson(bytes));
}

function requireJsonType(header: string | undefined): void {
  const [type = "", ...parameters] = (header ?? "").toLowerCase().split(";");
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith("charset="));
  const utf8 = charset === undefined || /^charset="?utf-8"?$/.test(charset);
  if (type.trim() === "application/json" && utf8) return;
  throw new ApiProblem("unsupported-media", {}, { Accept: "application/json" });
}

/** Reads a body, counting what arrives: Content-Length may be absent or untrue. Throws `too-large`. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new ApiProblem("too-large", { detail: `At most ${limit} bytes are accepted here.` });
  if (Number(request.headers.get("Content-Length") ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    const reader = request.body.getReader();
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        // The sender went away in the middle: its fault or the network's, and nobody is left to answer.
        throw new ApiProblem("malformed", { detail: "The body ended early." });
      });
      if (done) break;
      size += value.byteLength;
      if (size > limit) {
        await reader.cancel();
        throw tooLarge();
      }
      chunks.push(value);
    }
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return JSON.parse(text);
  } catch (error) {
    throw new ApiProblem("malformed", { detail: error instanceof Error ? error.message : "unreadable" });
  }
}

/** Checks a value against a schema; throws `invalid` with a pointer and a remedy for each fault. */
export function requireShape<Schema extends z.core.$ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = z.safeParse(schema, value, { error: describe });
  if (result.success) return result.data;
  throw new ApiProblem("invalid", { errors: result.error.issues.slice(0, MOST_ERRORS).map(toItem) });
}

function toItem(issue: z.core.$ZodIssue): ProblemDetailItem {
  const pointer = issue.path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return { pointer, detail: issue.message };
}
