import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetLooking, hearLooking } from "./looking.ts";

let otherTab: BroadcastChannel;
let told: unknown[];

beforeEach(() => {
  told = [];
  otherTab = new BroadcastChannel("holdfast-looking");
  otherTab.onmessage = ({ data }) => told.push(data);
});
afterEach(() => otherTab.close());

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 5 });

test("every tab is told who looks, also one that comes later and asks, until the stream has ended", async () => {
  hearLooking('{"looking":["amber-otter","teal-heron"]}');
  await until(() => expect(told).toEqual([["amber-otter", "teal-heron"]]));
  otherTab.postMessage("who");
  await until(() => expect(told).toHaveLength(2));
  expect(told[1]).toEqual(told[0]);
  forgetLooking();
  await until(() => expect(told).toHaveLength(3));
  expect(told[2]).toEqual([]);
});

test.each(["null", "[]", "{}", '{"looking":"amber-otter"}', '{"looking":[1]}', '{"looking":["Nora Burke"]}'])(
  "%s says nothing about who looks, and is told to nobody",
  async (data) => {
    expect(() => hearLooking(data)).toThrow(TypeError);
    forgetLooking();
    await until(() => expect(told).toEqual([[]]));
  },
);
