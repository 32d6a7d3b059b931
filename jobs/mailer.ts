import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";

export interface Mail {
  /** The same over all tries, so that a repeated sending replaces the first. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Mailer {
  /** Resolves once the mail is handed over for good; rejects when it is not. */
  send(mail: Mail): Promise<void>;
}

/** Writes each mail as `<id>.eml` into a folder, where a developer or a forwarding agent finds it. */
export function fileMailer(folder: string, from: { readonly name: string; readonly email: string }): Mailer {
  return {
    async send(mail) {
      await mkdir(folder, { recursive: true });
      const file = join(folder, `${mail.id}.eml`);
      const draft = await open(`${file}.new`, "w", 0o600);
      await draft.writeFile(toMessage(mail, from));
      await draft.sync();
      await draft.close();
      await rename(`${file}.new`, file);
    },
  };
}

/** The mail as an Internet message (RFC 5322) in UTF-8; nothing in it can start a header of its own. */
export function toMessage(mail: Mail, from: { readonly name: string; readonly email: string }): string {
  const host = from.email.split("@").at(-1);
  const headers = [
    `Date: ${new Date(mail.at).toUTCString().replace("GMT", "+0000")}`,
    `From: ${encodeWords(from.name)} <${from.email}>`,
    `To: <${mail.to.replace(/[\s<>]/g, "")}>`,
    `Subject: ${encodeWords(mail.subject)}`,
    `Message-ID: <${mail.id}@${host}>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: base64",
  ];
  return `${headers.join("\r\n")}\r\n\r\n${wrap(Buffer.from(mail.text).toString("base64"))}\r\n`;
}

/** Encoded words of at most 75 characters each (RFC 2047, section 2); plain printable ASCII stays as it is. */
function encodeWords(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes("=?")) return text;
  const words = [];
  let word = "";
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word);
      word = "";
    }
    word += character;
  }
  return [...words, word].map((part) => `=?utf-8?B?${Buffer.from(part).toString("base64")}?=`).join("\r\n ");
}

function wrap(base64: string): string {
  return base64.replace(/(.{76})(?=.)/g, "$1\r\n");
}
