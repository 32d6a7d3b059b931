const nonces = new Map<string, string>();

/** The word that this tab may ask for a clean-up with (K5); it lasts until it is used or the worker stops. */
export function nonceFor(client: string): string {
  const nonce = nonces.get(client) ?? crypto.randomUUID();
  nonces.set(client, nonce);
  return nonce;
}

/** Whether this tab was given this nonce; it works once. */
export function redeem(client: string, nonce: string): boolean {
  if (nonces.get(client) !== nonce) return false;
  nonces.delete(client);
  return true;
}
