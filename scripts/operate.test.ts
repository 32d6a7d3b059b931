import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openStore } from "../db/store.ts";

const dataDir = mkdtempSync(join(tmpdir(), "holdfast-operate-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly said: string;
}

function run(script: string, ...args: string[]): Ran {
  try {
    const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "" };
    const said = execFileSync(process.execPath, [`scripts/${script}.ts`, ...args], { env, encoding: "utf8" });
    return { code: 0, said: said.trim() };
  } catch (error) {
    const { status, stderr, stdout } = error as { status: number; stderr: string; stdout: string };
    return { code: status, said: `${stdout}${stderr}`.trim() };
  }
}

describe("the command line", () => {
  it("publishes a price at once, schedules a sale with its end, and says what is to come", async () => {
    expect(run("prices", "set", "DUF-COT-NGT-XXL", "199.50").said).toBe("published: price version 2");
    expect(run("prices", "show", "DUF-COT-NGT-XXL").said).toContain("€199.50");
    const sale = ["sale", "20", "--all", "--at", "2099-11-27T08:00Z", "--until", "2099-11-28T08:00Z"];
    expect(run("prices", ...sale).said).toContain("scheduled for 2099-11-27T08:00:00.000Z");
    const { said } = run("prices");
    expect(said).toMatch(/^price version 2\n2099-11-27T08:00:00.000Z {2}20 % off all true/);
    expect(said).toMatch(/2099-11-28T08:00:00.000Z {2}end of/);
  });

  it("refuses what makes no sense, in one line", () => {
    expect(run("prices", "set", "DUF-COT-NGT-XXL", "12,50")).toMatchObject({
      code: 1,
      said: expect.stringMatching(/not an amount in EUR/),
    });
    expect(run("prices", "sale", "20")).toMatchObject({ code: 1, said: expect.stringMatching(/name one of/) });
    expect(run("stock", "add", "DUF-COT-NGT-XXL", "-9999")).toMatchObject({
      code: 1,
      said: expect.stringMatching(/fewer are left/),
    });
  });

  it("counts the shelf, and audits the books", async () => {
    expect(run("stock", "set", "DUF-COT-NGT-XXL", "12").said).toBe("DUF-COT-NGT-XXL  12");
    expect(run("stock", "add", "DUF-COT-NGT-XXL", "-2").said).toBe("DUF-COT-NGT-XXL  10");
    expect(run("audit")).toEqual({ code: 0, said: "The books are honest." });
    const store = await openStore({ dataDir });
    await store.tx(({ q, t }) => q.update(t.stock).set({ available: 1 }));
    await store.close();
    expect(run("audit")).toMatchObject({ code: 1, said: expect.stringMatching(/stock-conserved: /) });
  });
}, 60_000);
