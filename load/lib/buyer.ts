import { parseArgs } from "node:util";
import { uuidv7 } from "../../protocol/ids.ts";
import type { Order } from "../../protocol/orders.ts";
import { orderHeaders, orderOf, seePrices } from "./orders.ts";

/** One buyer in a process of its own: wants `--units` of one SKU, one at a time, sending each order twice; prints what it got. */
const { values } = parseArgs({
  options: { origin: { type: "string" }, sku: { type: "string" }, units: { type: "string" } },
});
const origin = values.origin ?? "";
const [seen] = await seePrices(origin, [values.sku ?? ""]);
if (!seen) throw new Error("no price");
const got = new Set<string>();
const device = uuidv7().replaceAll("-", "");
for (let count = 0; count < Number(values.units); count += 1) {
  const headers = orderHeaders(origin, device);
  const body = JSON.stringify(orderOf(seen));
  const send = () => fetch(`${origin}/api/orders`, { method: "POST", headers, body });
  for (const answer of await Promise.all([send(), send()])) {
    const told = (await answer.json()) as Order;
    if (answer.status === 201) got.add(told.id);
    else if (answer.status !== 409) throw new Error(`unexpected: ${answer.status}`);
  }
}
console.log(JSON.stringify([...got]));
