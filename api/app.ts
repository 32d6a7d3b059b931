import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { negotiateVersion } from "./api-version.ts";
import { cards } from "./cards.ts";
import { cartStream } from "./cart-stream.ts";
import { carts } from "./carts.ts";
import { catalogueSnapshot } from "./catalogue-snapshot.ts";
import { clearCache } from "./clear-cache.ts";
import type { Api, ApiDeps, ApiEnv } from "./context.ts";
import { refuseCrossSite } from "./csrf.ts";
import { methodsAt } from "./endpoints.ts";
import { answerError } from "./errors.ts";
import { forget } from "./forget.ts";
import { health } from "./health.ts";
import { openCarts } from "./open-carts.ts";
import { openapi } from "./openapi.ts";
import { operator } from "./operator.ts";
import { operatorGoods } from "./operator-goods.ts";
import { orderChanges } from "./order-changes.ts";
import { orders } from "./orders.ts";
import { priceStream } from "./price-stream.ts";
import { prices } from "./prices.ts";
import { ApiProblem, problemResponse } from "./problem.ts";
import { products } from "./products.ts";
import { quotes } from "./quotes.ts";
import { search } from "./search.ts";
import { sharing } from "./sharing.ts";
import { version } from "./version.ts";
import { webhooks } from "./webhooks.ts";

/** The HTTP API as one fetch handler, the same in the Node host, under plain `next start` and in tests. */
export function createApi(deps: ApiDeps): Api {
  const api: Api = new Hono<ApiEnv>();

  api.use(async (context, next) => {
    context.set("requestId", randomUUID());
    await next();
    context.header("X-Content-Type-Options", "nosniff");
  });
  api.onError((error, context) => answerError(error, context, deps.log));
  api.use(refuseCrossSite(deps));
  api.use(negotiateVersion(deps));

  version(api, deps);
  health(api, deps);
  openapi(api);
  products(api, deps);
  search(api, deps);
  catalogueSnapshot(api, deps);
  prices(api, deps);
  priceStream(api, deps);
  quotes(api, deps);
  openCarts(api, deps);
  carts(api, deps);
  cartStream(api, deps);
  sharing(api, deps);
  cards(api, deps);
  orders(api, deps);
  forget(api, deps);
  orderChanges(api, deps);
  webhooks(api, deps);
  clearCache(api, deps);
  operator(api, deps);
  operatorGoods(api, deps);

  api.notFound(({ req }) => {
    const allowed = methodsAt(req.path);
    if (allowed.length === 0)
      return problemResponse(new ApiProblem("not-found", { detail: "The API has no such address." }));
    return problemResponse(new ApiProblem("method-not-allowed", {}, { Allow: allowed.join(", ") }));
  });
  return api;
}
