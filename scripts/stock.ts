import { adjustStock, getStock, listSoldOut, setStock } from "../db/queries/stock.ts";
import type { Store } from "../db/store.ts";
import { withStore } from "./lib/with-store.ts";

const USAGE = `npm run stock                     what is sold out
npm run stock -- show SKU…        how many there are
npm run stock -- set SKU 12       as counted on the shelf
npm run stock -- add SKU 5        books units in, or out when negative`;

function requireUnits(text: string): number {
  if (!/^-?\d{1,9}$/.test(text)) throw new Error(`not a number of units: ${text}`);
  return Number(text);
}

async function show({ read }: Store, skus: readonly string[]): Promise<void> {
  for (const sku of skus) console.log(`${sku}  ${(await getStock(read, sku)) ?? "is not sold here"}`);
}

await withStore(async (store) => {
  const [what, sku = "", units = ""] = process.argv.slice(2);
  switch (what) {
    case undefined: {
      const skus = await listSoldOut(store.read);
      return console.log(skus.length === 0 ? "nothing is sold out" : skus.join("\n"));
    }
    case "show":
      return show(store, process.argv.slice(3));
    case "set":
    case "add": {
      const change = what === "set" ? setStock : adjustStock;
      const left = await store.tx((db) => change(db, sku, requireUnits(units)));
      if (left === null) throw new Error(`${sku} is not sold here, or fewer are left than that`);
      return console.log(`${sku}  ${left}`);
    }
    default:
      throw new Error(`unknown: ${what}\n${USAGE}`);
  }
});
