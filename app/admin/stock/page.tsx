import { listSoldOut } from "../../../db/queries/stock.ts";
import { getStore } from "../../../db/store.ts";
import { StockForm } from "../../parts/admin/stock-form.tsx";
import { PageHead } from "../../parts/chrome/page-head.tsx";
import { stock } from "../../strings/admin-goods.ts";
import { requireOperator } from "../guard.ts";

export default async function StockPage() {
  await requireOperator();
  const { read } = await getStore();
  return (
    <>
      <PageHead title={stock.title}>{stock.lead}</PageHead>
      <StockForm soldOut={await listSoldOut(read)} />
    </>
  );
}
