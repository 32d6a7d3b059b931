import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, expect, it } from "vitest";
import { type Migration, readMigrations } from "./migrate.ts";
import { auditLedger } from "./queries/ledger.ts";
import { cancelOrder, placeOrder } from "./queries/orders.ts";
import { seedStore } from "./seed.ts";
import { connectSqlite } from "./sqlite.ts";
import { describeStore } from "./store.test-suite.ts";
import type { Connection } from "./store.ts";
import { describeCarts } from "./testing/carts.suite.ts";
import { testCatalogue } from "./testing/catalogue.ts";
import { describeLedger } from "./testing/ledger.suite.ts";
import { describeOrders } from "./testing/orders.suite.ts";
import { lineOf, placing, requestOf, TEST_NOW } from "./testing/orders.ts";
import { describePayments } from "./testing/payments.suite.ts";

/** What the next release may do to the tables (R11): it adds, and whatever it adds has a value without being asked. */
const NEXT_RELEASE: Migration = {
  tag: "9999_next_release",
  statements: [
    "alter table orders add column gift_note text",
    "alter table order_line add column wrapped integer not null default 0",
    "alter table stock add column shelf text default 'A1'",
    "create table wish (id text primary key, sku text not null references variant (sku), owner text not null)",
    "create index orders_gift on orders (gift_note)",
  ],
};

const folder = mkdtempSync(join(tmpdir(), "holdfast-newer-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

/** A database that the next release has migrated, in the hands of this one, as after a rollback. */
function rolledBack(): Connection & { readonly file: string } {
  count += 1;
  const file = join(folder, `shop-${count}`, "holdfast.db");
  const connection = connectSqlite({ file });
  return { ...connection, file, migrate: (migrations) => connection.migrate([...migrations, NEXT_RELEASE]) };
}

describeStore("the store on tables of the next release", async () => rolledBack(), [
  describeCarts,
  describeOrders,
  describePayments,
  describeLedger,
]);

it("keeps what the next release wrote, changes the rest, and leaves that release's journal alone (R11)", async () => {
  const { store, migrate, file } = rolledBack();
  await migrate(await readMigrations("sqlite"));
  await seedStore(store, testCatalogue);
  const order = placing(requestOf([lineOf("ROPE-10", 2)], { payment: "card" }));
  await placeOrder(store, order);

  const next = new Database(file);
  next.prepare("update orders set gift_note = ?").run("For Nuala");
  next.prepare("update order_line set wrapped = 1").run();
  next.prepare("insert into wish values ('w1', 'ROPE-20', 'device-a')").run();

  // This release opens the database once more, as it does at its start, and knows nothing of the last migration.
  const again = connectSqlite({ file });
  await again.migrate(await readMigrations("sqlite"));
  const { orderId: id, owner } = order;
  await cancelOrder(again.store, { id, owner, now: TEST_NOW + 1 });
  expect(await auditLedger(again.store.read)).toEqual([]);
  await again.store.close();

  expect(next.prepare("select status, gift_note as note from orders").get()).toEqual({
    status: "cancelled",
    note: "For Nuala",
  });
  expect(next.prepare("select wrapped from order_line").get()).toEqual({ wrapped: 1 });
  expect(next.prepare("select sku from wish").get()).toEqual({ sku: "ROPE-20" });
  expect(next.prepare("select count(*) as known from schema_migration where tag = '9999_next_release'").get()).toEqual({
    known: 1,
  });
  next.close();
  await store.close();
});
