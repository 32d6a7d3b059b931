const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Load goes to this machine only; throws RangeError for any other target. */
export function requireLoopback(origin: string): URL {
  const url = new URL(origin);
  if (!LOOPBACK.test(url.hostname)) throw new RangeError(`not an address of this machine: ${url.hostname}`);
  return url;
}

/** A target for a rehearsal: this machine, or any other that the caller says is theirs. Throws RangeError. */
export function requireTarget(origin: string, isMine: boolean): URL {
  if (!isMine) return requireLoopback(origin);
  const url = new URL(origin);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new RangeError(`not a web address: ${origin}`);
  return url;
}
