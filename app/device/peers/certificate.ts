/** A certificate for all connections of one page, and its fingerprint in lower case (RFC 8122, section 5). */
export async function newCertificate(): Promise<{ certificate: RTCCertificate; fingerprint: string }> {
  const algorithm: EcKeyGenParams = { name: "ECDSA", namedCurve: "P-256" };
  const certificate = await RTCPeerConnection.generateCertificate(algorithm);
  // Not every browser tells the fingerprint of a certificate, but each writes it into what it offers.
  const connection = new RTCPeerConnection({ certificates: [certificate] });
  try {
    connection.createDataChannel("");
    const { sdp = "" } = await connection.createOffer();
    const fingerprint = fingerprintIn(sdp);
    if (fingerprint === null) throw new Error("this browser offers no SHA-256 fingerprint");
    return { certificate, fingerprint };
  } finally {
    connection.close();
  }
}

/** The one certificate that a session description allows (RFC 8866); null where it allows several, or none by SHA-256. */
export function fingerprintIn(sdp: string): string | null {
  const all = new Set([...sdp.matchAll(/^a=fingerprint:(.*?)\s*$/gim)].map(([, value = ""]) => value.toLowerCase()));
  const [one = ""] = all;
  return all.size === 1 && one.startsWith("sha-256 ") ? one : null;
}
