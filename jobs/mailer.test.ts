import fc from "fast-check";
import { expect, test } from "vitest";
import { toMessage } from "./mailer.ts";

const from = { name: "Holdfast", email: "hello@holdfast.example" };
const mail = { id: "m1", to: "ada@example.com", subject: "Hello", text: "Hi", at: Date.UTC(2026, 10, 22) };

test("a mail is an Internet message whose text survives", () => {
  const message = toMessage({ ...mail, text: "Grüße, 2 × €12.50" }, from);
  expect(message).toContain("Date: Sun, 22 Nov 2026 00:00:00 +0000\r\n");
  expect(message).toContain("To: <ada@example.com>\r\n");
  expect(message).toContain("Message-ID: <m1@holdfast.example>\r\n");
  const [, body = ""] = message.split("\r\n\r\n");
  expect(Buffer.from(body, "base64").toString("utf8")).toBe("Grüße, 2 × €12.50");
});

test("no subject and no address can start a header or a body of its own", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (subject, to) => {
      const head = toMessage({ ...mail, subject, to }, from).split("\r\n\r\n")[0] ?? "";
      const names = head
        .replaceAll("\r\n ", "")
        .split("\r\n")
        .map((line) => line.split(":")[0]);
      expect(names).toEqual([
        "Date",
        "From",
        "To",
        "Subject",
        "Message-ID",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
      ]);
    }),
    { seed: 20_261_122 },
  );
});
