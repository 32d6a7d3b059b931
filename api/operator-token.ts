import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Env = Readonly<Record<string, string | undefined>>;

const fileIn = (dataDir: string) => join(dataDir, "operator-token.sha256");
const digestOf = (token: string) => createHash("sha256").update(token.trim()).digest();

function errorCode(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/**
 * Makes the operator's token where the data directory has none and answers it, the only time that anybody can read it: what
 * is stored is its hash. Null where there is one, or OPERATOR_TOKEN names it.
 */
export function issueOperatorToken(env: Env, dataDir: string): string | null {
  if (env.OPERATOR_TOKEN) return null;
  mkdirSync(dataDir, { recursive: true });
  // 192 random bits need no slow hash: nobody guesses them.
  const token = randomBytes(24).toString("base64url");
  const draft = `${fileIn(dataDir)}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, digestOf(token).toString("hex"), { mode: 0o600 });
  try {
    // A link fails where a file is: of two starts at once, one prints its token and the other none.
    linkSync(draft, fileIn(dataDir));
    return token;
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    return null;
  } finally {
    rmSync(draft);
  }
}

/** The SHA-256 of the operator's token; null where none was ever issued, and nobody is let in. */
export function getTokenDigest(env: Env, dataDir: string): Buffer | null {
  if (env.OPERATOR_TOKEN) return digestOf(env.OPERATOR_TOKEN);
  try {
    return Buffer.from(readFileSync(fileIn(dataDir), "utf8").trim(), "hex");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

export function fitsToken(token: string, digest: Buffer): boolean {
  const given = digestOf(token);
  return given.length === digest.length && timingSafeEqual(given, digest);
}
