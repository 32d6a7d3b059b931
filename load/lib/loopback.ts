const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Load goes to this machine only; throws RangeError for any other target. */
export function requireLoopback(origin: string): URL {
  const url = new URL(origin);
  if (!LOOPBACK.test(url.hostname)) throw new RangeError(`not an address of this machine: ${url.hostname}`);
  return url;
}
