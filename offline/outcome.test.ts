import { expect, test } from "vitest";
import { problemAnswer } from "./device.test-suite.ts";
import { outcomeOf } from "./outcome.ts";

const html = (status: number) => new Response("<h1>", { status, headers: { "Content-Type": "text/html" } });

test.each<[string, Response, object]>([
  ["JSON with 201 is the answer", Response.json({ id: 1 }, { status: 201 }), { kind: "done", body: { id: 1 } }],
  ["HTML with 200 is nobody of ours", html(200), { kind: "retry", reached: false }],
  ["HTML with 502 is a gateway", html(502), { kind: "retry", reached: false }],
  ["our own 503 was reached", problemAnswer("unavailable"), { kind: "retry", reached: true }],
  [
    "a 504 with a problem was not",
    Response.json({ code: "unavailable" }, { status: 504 }),
    { kind: "retry", reached: false },
  ],
  ["a named 404 is our server's word", problemAnswer("not-found"), { kind: "park", problem: { code: "not-found" } }],
  ["a bare 404 is not", html(404), { kind: "retry", reached: false }],
  ["nor is the refusal of something in between", html(403), { kind: "retry", reached: false }],
  ["nor is a stranger's question for a password", html(401), { kind: "retry", reached: false }],
  [
    "a code that only a newer server knows is still its word",
    Response.json({ code: "moon-phase" }, { status: 422 }),
    { kind: "park", problem: { code: "invalid", status: 422 } },
  ],
  [
    "an unknown code is judged by its status",
    Response.json({ code: "moon-phase" }, { status: 429 }),
    { kind: "retry", problem: { code: "too-many-requests" } },
  ],
])("%s", async (_, response, expected) => {
  expect(await outcomeOf(response, 0)).toMatchObject(expected);
});
