import { findingsOf, soakDeploys, soakLines } from "../load/soak/deploys.ts";
import { requireRelease } from "./lib/releases.ts";
import { expect, testWithShop } from "./lib/test.ts";

const test = testWithShop();

test("Releases come one after the other and the host is killed: open tabs shop on, and no word is lost", async ({
  browser,
  shop,
}) => {
  // Two switches, a killed host and three tabs at once: a busy machine takes its time.
  test.setTimeout(600_000);
  const releases = [requireRelease("a"), requireRelease("b")];
  const size = { switches: 2, tabs: 3, shoppers: 2, kills: 1 };
  const report = await soakDeploys({ shop, browser, releases, size });
  console.log(soakLines(report).join("\n"));
  expect(findingsOf(report)).toEqual([]);
  expect(report.kills).toBe(1);
  // At the first switch no host is killed, so every shopper is offered it, in one tab at least.
  const accepted = report.tabs.reduce((sum, { reloads }) => sum + reloads.length, 0);
  expect(accepted).toBeGreaterThanOrEqual(size.shoppers);
  for (const { releases: seen } of report.tabs) expect(seen).toEqual(new Set(releases));
});
