import { expect, it } from "vitest";
import type { Answer } from "../lib/wire.ts";
import { priceClock, readPrice } from "./price-clock.ts";

const answerOf = (version: string | undefined): Answer => ({
  status: 200,
  headers: { "x-price-version": version },
  body: "",
});

it("takes an answer of a replaced price version for a lie, and leaves a page a second's grace", async () => {
  let now = 0;
  const clock = priceClock(() => now);
  const lies: string[] = [];
  const read = (kind: "page" | "price", version?: string) =>
    readPrice(clock, kind, async () => answerOf(version), lies);
  clock.published(2);
  await read("price", "2");
  await read("page", "1");
  expect(lies).toEqual([]);
  await read("price", "1");
  expect(lies).toEqual(["a price was of price version 1 when 2 had been published"]);
  now = 1_000;
  await read("page", "1");
  await read("page");
  expect(lies).toHaveLength(3);
});

it("does not blame an answer for what was published while it was on its way", async () => {
  const clock = priceClock(() => 0);
  const lies: string[] = [];
  const ask = async () => {
    clock.published(9);
    return answerOf("8");
  };
  clock.published(8);
  expect(await readPrice(clock, "price", ask, lies)).not.toBeNull();
  expect(lies).toEqual([]);
});
