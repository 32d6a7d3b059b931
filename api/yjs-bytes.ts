/** Yjs bytes as JSON and addresses carry them: in base64 (RFC 4648, section 4). */
export const base64 = (data: Uint8Array): string => Buffer.from(data).toString("base64");
export const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));
