import { afterEach, beforeEach, expect, test, vi } from "vitest";

const { drained, purged } = vi.hoisted(() => ({ drained: vi.fn(), purged: vi.fn() }));
vi.mock("../sender.ts", () => ({ drainNow: drained }));
vi.mock("../page-host.ts", () => ({ pageRelease: () => "release-of-page" }));
vi.mock("./purge.ts", () => ({ purgeCopies: purged }));

const { clearCopies } = await import("./clear-copies.ts");

let order: string[];
let asked: RequestInit[];
let answer: () => Promise<Response>;

beforeEach(() => {
  order = [];
  asked = [];
  answer = async () => Response.json({ cleared: true });
  drained.mockReset().mockImplementation(async () => void order.push("drain"));
  purged.mockReset().mockImplementation(async () => {
    order.push("purge");
    return "worker";
  });
  vi.spyOn(console, "info").mockImplementation(() => {});
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    order.push(path);
    asked.push(init);
    return answer();
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("what waits is sent first, then the shop is asked, by the release of the page, and the caches go last", async () => {
  expect(await clearCopies()).toEqual({ verdict: "cleared", by: "worker" });
  expect(order).toEqual(["drain", "/api/clear-cache", "purge"]);
  expect(drained).toHaveBeenCalledWith({ eager: true });
  const [request] = asked;
  expect(request).toMatchObject({ method: "POST", body: "{}", redirect: "error", cache: "no-store" });
  expect(new Headers(request?.headers).get("X-App-Version")).toBe("release-of-page");
});

test("a page of the newest release is told so, and its copies go all the same", async () => {
  answer = async () => Response.json({ cleared: false });
  expect(await clearCopies()).toEqual({ verdict: "kept", by: "worker" });
  expect(order).toContain("purge");
});

test.each<[string, () => Promise<Response>]>([
  ["is out of reach", async () => Promise.reject(new TypeError("Failed to fetch"))],
  ["does not answer in time", async () => Promise.reject(new DOMException("late", "TimeoutError"))],
  ["is busy", async () => new Response("busy", { status: 503 })],
  ["is a hotel's login page", async () => new Response("<h1>Hotel</h1>", { headers: { "Content-Type": "text/html" } })],
  ["says something else", async () => Response.json({ cleared: "yes" })],
])("where the shop %s the copies go alone", async (_, say) => {
  answer = say;
  expect(await clearCopies()).toEqual({ verdict: "unreached", by: "worker" });
  expect(order.at(-1)).toBe("purge");
});

test("the shop is given twenty seconds", async () => {
  const limit = vi.spyOn(AbortSignal, "timeout");
  await clearCopies();
  expect(limit).toHaveBeenCalledWith(20_000);
  expect(asked[0]?.signal).toBe(limit.mock.results[0]?.value);
});

test("neither a database that cannot be read nor a shop that takes for ever keeps the copies", async () => {
  drained.mockRejectedValueOnce(new Error("no database"));
  expect(await clearCopies()).toMatchObject({ by: "worker" });
  vi.useFakeTimers();
  drained.mockImplementationOnce(() => new Promise(() => {}));
  const clearing = clearCopies();
  await vi.advanceTimersByTimeAsync(9_999);
  expect(purged).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await clearing).toMatchObject({ by: "worker" });
});
