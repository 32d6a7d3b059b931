import { expect, test } from "vitest";
import { fingerprintIn } from "./certificate.ts";

const print = (byte: string) => `sha-256 ${Array.from({ length: 32 }, () => byte).join(":")}`;
const sdp = (...prints: string[]) =>
  ["v=0", "m=application 9 UDP/DTLS/SCTP webrtc-datachannel", ...prints.map((one) => `a=fingerprint:${one}`), ""].join(
    "\r\n",
  );

test("a description stands for the one certificate that it allows", () => {
  expect(fingerprintIn(sdp(print("AB")))).toBe(print("ab"));
  expect(fingerprintIn(sdp(print("AB"), print("ab")))).toBe(print("ab"));
});

test("one that allows two, or none that can be compared, stands for nobody", () => {
  expect(fingerprintIn(sdp(print("AB"), print("CD")))).toBeNull();
  expect(fingerprintIn(sdp(print("AB"), "sha-1 00:11"))).toBeNull();
  expect(fingerprintIn(sdp("sha-1 00:11"))).toBeNull();
  expect(fingerprintIn(sdp())).toBeNull();
});
