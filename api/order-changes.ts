import * as z from "zod/mini";
import { cancelOrder, switchToOnDelivery } from "../db/queries/orders.ts";
import { readJson } from "./body.ts";
import type { Api, ApiContext, ApiDeps } from "./context.ts";
import { askAfterPayment, requirePaymentPage } from "./order-payment.ts";
import { orderAnswer, requireOrder } from "./orders.ts";
import { ApiProblem } from "./problem.ts";

const noBody = z.strictObject({});

export function orderChanges(api: Api, deps: ApiDeps): void {
  api.post("/api/orders/:id/payment", async (context) => {
    await readJson(context, noBody);
    const { owner, order } = await requireOrder(context, deps);
    return orderAnswer(deps, await requirePaymentPage(context, deps, owner, order));
  });

  api.post("/api/orders/:id/pay-on-delivery", (context) => change(context, deps, switchToOnDelivery));

  api.post("/api/orders/:id/cancel", (context) => change(context, deps, cancelOrder));
}

type Change = typeof cancelOrder;

async function change(context: ApiContext, deps: ApiDeps, apply: Change): Promise<Response> {
  await readJson(context, noBody);
  const { owner, order } = await requireOrder(context, deps);
  // A payment that we have not heard of yet counts; one that comes later is given back (cancelled) or kept (on delivery).
  const asked = await askAfterPayment(deps, owner, order);
  const result = await apply(await deps.getStore(), { owner, id: order.id, now: deps.now() });
  if (result.kind !== "done") throw new ApiProblem("not-cancellable", { detail: `The order is ${asked.status}.` });
  return orderAnswer(deps, result.order);
}
