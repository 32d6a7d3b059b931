/** One file that a release installs: its path and the SHA-384 of its bytes in base64, or its first `HASH_CHARS`. */
export interface ShellFile {
  readonly url: string;
  readonly sha384: string;
}

/** The worker compares the first 144 bits: nobody finds other bytes for them, and every visitor pays for the list. */
export const HASH_CHARS = 24;

/** Stands in a built worker until the hashes of the stamped documents are known. */
export const SHELL_PLACEHOLDER = "__HOLDFAST_SHELL_FILES__";

/** The list as it stands inside a string of the worker: `path hash` pairs with commas between them; neither holds one. */
export function encodeShell(files: readonly ShellFile[]): string {
  for (const { url } of files)
    if (!/^[\w./~-]+$/.test(url)) throw new Error(`a path that cannot stand in the list: ${url}`);
  return files.map(({ url, sha384 }) => `${url} ${sha384.slice(0, HASH_CHARS)}`).join();
}

/** Reads the list back, in its order. */
export function decodeShell(text: string): ShellFile[] {
  return text.split(",").flatMap((line) => {
    const [url, sha384] = line.split(" ");
    return url && sha384 ? [{ url, sha384 }] : [];
  });
}
