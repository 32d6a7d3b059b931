import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the shop and the local acquirer have to agree on. */
export interface AcquirerSettings {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Opens the test controls; the shop never sends it. */
  readonly controlSecret: string;
}

/** The settings of this data directory, made at first use; readable by the owner of the process only. */
export function localAcquirerSettings(dataDir: string): AcquirerSettings {
  const file = join(acquirerDir(dataDir), "settings.json");
  const found = readText(file);
  if (found !== null) return JSON.parse(found) as AcquirerSettings;
  const made: AcquirerSettings = {
    secretKey: `sk_test_${randomBytes(24).toString("hex")}`,
    webhookSecret: `whsec_${randomBytes(24).toString("hex")}`,
    controlSecret: randomBytes(24).toString("hex"),
  };
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, JSON.stringify(made), { mode: 0o600 });
  try {
    // A link fails where a file is: of two processes that start together, one wins and both read the winner's.
    linkSync(draft, file);
    return made;
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
    return JSON.parse(readFileSync(file, "utf8")) as AcquirerSettings;
  } finally {
    rmSync(draft);
  }
}

/** Where the acquirer of this data directory listens, or null if none was ever started. */
export function localAcquirerOrigin(dataDir: string): string | null {
  return readText(join(acquirerDir(dataDir), "address"));
}

export function saveAcquirerOrigin(dataDir: string, origin: string): void {
  const file = join(acquirerDir(dataDir), "address");
  writeFileSync(`${file}.new`, origin);
  renameSync(`${file}.new`, file);
}

export function acquirerDir(dataDir: string): string {
  const dir = join(dataDir, "acquirer");
  mkdirSync(dir, { recursive: true });
  return dir;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
