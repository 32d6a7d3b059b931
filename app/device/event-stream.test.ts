import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listenTo } from "./event-stream.ts";
import { PretendedSource, pretendPage } from "./stream-kit.test-suite.ts";

let page: ReturnType<typeof pretendPage>;
let end: AbortController;
let heard: string[];
let refusals: number;

beforeEach(() => {
  vi.useFakeTimers();
  page = pretendPage();
  end = new AbortController();
  heard = [];
  refusals = 0;
  const refused = () => {
    refusals += 1;
  };
  listenTo("/api/x/live", { hear: (data) => heard.push(data), refused }, end.signal);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const source = () => PretendedSource.opened.at(-1) ?? new PretendedSource("");

test("a stream that breaks off is left to the browser, which says what it heard last", () => {
  source().tell("1");
  for (let n = 0; n < 3; n += 1) source().breakOff();
  source().tell("2");
  for (let n = 0; n < 3; n += 1) source().breakOff();
  source().tell("3");
  expect(heard).toEqual(["1", "2", "3"]);
  expect(PretendedSource.opened).toHaveLength(1);
});

test("a stream that stood for a while without news and breaks off is no miss, one that ends at once is", () => {
  for (let n = 0; n < 10; n += 1) {
    source().answer();
    vi.advanceTimersByTime(20_000);
    source().breakOff();
  }
  expect(PretendedSource.open).toHaveLength(1);
  for (let n = 0; n < 3; n += 1) {
    source().answer();
    source().breakOff();
  }
  expect(PretendedSource.open).toEqual([]);
});

test("where nobody answers it rests, and is tried again as soon as there is a network", () => {
  for (let n = 0; n < 4; n += 1) source().breakOff();
  expect(PretendedSource.open).toEqual([]);
  vi.advanceTimersByTime(7_000);
  expect(PretendedSource.open).toEqual([]);
  page.happens("online");
  expect(PretendedSource.open).toHaveLength(1);
  // The rest is over, too.
  vi.advanceTimersByTime(60_000);
  page.happens("online");
  expect(PretendedSource.opened).toHaveLength(2);
});

test("an answer that is no stream is asked for again later; who had one before is told once", () => {
  source().refuse();
  expect(refusals).toBe(0);
  vi.advanceTimersByTime(23_000);
  expect(PretendedSource.open).toHaveLength(1);
  source().answer();
  source().refuse();
  expect(refusals).toBe(1);
  vi.advanceTimersByTime(23_000);
  source().refuse();
  expect(refusals).toBe(1);
});

test("nothing is opened any more once it is over", () => {
  source().refuse();
  end.abort();
  vi.advanceTimersByTime(60_000);
  page.happens("online");
  expect(PretendedSource.opened).toHaveLength(1);
});
