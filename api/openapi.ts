import * as z from "zod/mini";
import * as cards from "../protocol/cards.ts";
import { cartList, cartLiveEvent, cartSyncAnswer, cartSyncRequest } from "../protocol/cart.ts";
import * as catalogue from "../protocol/catalogue.ts";
import { clearCacheAnswer, clearCacheRequest } from "../protocol/clear-cache.ts";
import { HEADER, PROBLEM_TYPE } from "../protocol/headers.ts";
import * as operator from "../protocol/operator.ts";
import * as goods from "../protocol/operator-goods.ts";
import * as orders from "../protocol/orders.ts";
import { problem } from "../protocol/problem-schema.ts";
import { PROBLEMS, type ProblemCode } from "../protocol/problems.ts";
import { quoteAnswer, quoteRequest } from "../protocol/quotes.ts";
import { forgetAnswer, healthAnswer, versionAnswer } from "../protocol/service.ts";
import { invitation, joinRequest, leaveAnswer, sharing } from "../protocol/sharing.ts";
import { catalogueSnapshot } from "../protocol/snapshot.ts";
import { API_VERSION } from "../protocol/versions.ts";
import { shop } from "../shop.config.ts";
import { publicJson } from "./answers.ts";
import type { Api } from "./context.ts";
import { ENDPOINTS, type Endpoint } from "./endpoints.ts";

const NAMED: Readonly<Record<string, z.core.$ZodType>> = {
  Address: orders.address,
  CardPageAnswer: cards.cardPageAnswer,
  CardPageRequest: cards.cardPageRequest,
  CartList: cartList,
  CartLiveEvent: cartLiveEvent,
  CartSyncAnswer: cartSyncAnswer,
  CartSyncRequest: cartSyncRequest,
  CatalogueSnapshot: catalogueSnapshot,
  CategoryList: catalogue.categoryList,
  ClearCacheAnswer: clearCacheAnswer,
  ClearCacheRequest: clearCacheRequest,
  Contact: orders.contact,
  DialRequest: operator.dialRequest,
  Facets: catalogue.facets,
  Forgotten: forgetAnswer,
  Health: healthAnswer,
  Invitation: invitation,
  JoinRequest: joinRequest,
  KeptCard: cards.keptCardAnswer,
  KeptCardRequest: cards.keptCardRequest,
  KillRequest: operator.killRequest,
  LeaveAnswer: leaveAnswer,
  Money: catalogue.money,
  Offer: catalogue.offer,
  OperatorStatus: operator.operatorStatus,
  Order: orders.order,
  OrderLine: orders.orderLine,
  OrderLineRequest: orders.orderLineRequest,
  OrderPage: orders.orderPage,
  OrderRequest: orders.orderRequest,
  Picture: catalogue.picture,
  PriceOrder: goods.priceOrder,
  PriceOrderAnswer: goods.priceOrderAnswer,
  Prices: catalogue.pricesAnswer,
  Problem: problem,
  Product: catalogue.product,
  ProductAnswer: catalogue.productAnswer,
  ProductCard: catalogue.productCard,
  ProductList: catalogue.productList,
  Quote: quoteAnswer,
  QuoteRequest: quoteRequest,
  SearchAnswer: catalogue.searchAnswer,
  Sharing: sharing,
  SignedAnswer: operator.signedAnswer,
  SignInRequest: operator.signInRequest,
  SwitchRequest: operator.switchRequest,
  StockOrder: goods.stockOrder,
  StockOrderAnswer: goods.stockOrderAnswer,
  Version: versionAnswer,
};

const SCHEMA_PATH = "#/components/schemas/";
const EVERYWHERE: readonly ProblemCode[] = ["invalid", "version-skew", "unavailable", "internal"];
const NO_BODY = { type: "object", additionalProperties: false } as const;

export function openapi(api: Api): void {
  const document = openApiDocument();
  api.get("/api/openapi.json", (context) => publicJson(context, document));
}

/** The OpenAPI 3.1 description of the whole API, made from the schemas that check it. */
export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of ENDPOINTS) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operationOf(endpoint) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: `${shop.name} API`,
      version: String(API_VERSION),
      description:
        "Amounts are integer minor units of their currency. Errors are RFC 9457 problems with a closed list of codes. " +
        "Writes are JSON and need Sec-Fetch-Site, or Origin, or no cookie at all.",
    },
    paths,
    components: { schemas: schemas() },
  };
}

function schemas(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { uri: (id) => `${SCHEMA_PATH}${id}` }).schemas;
  // Inside one document the place is the identity: `$id` would change what references resolve against.
  return Object.fromEntries(Object.entries(made).map(([id, { $id: _, $schema: __, ...schema }]) => [id, schema]));
}

function referTo(schema: z.core.$ZodType): { $ref: string } {
  const name = Object.keys(NAMED).find((key) => NAMED[key] === schema);
  if (name === undefined) throw new Error("a schema of an endpoint has no name in the OpenAPI document");
  return { $ref: `${SCHEMA_PATH}${name}` };
}

function operationOf(endpoint: Endpoint) {
  const body = endpoint.request ? referTo(endpoint.request) : NO_BODY;
  return {
    operationId: operationId(endpoint),
    summary: endpoint.summary,
    parameters: [...(endpoint.parameters ?? []), versionParameter],
    ...(endpoint.method === "post"
      ? { requestBody: { required: true, content: { "application/json": { schema: body } } } }
      : {}),
    responses: { [endpoint.success]: successOf(endpoint), ...problemsOf(endpoint) },
  };
}

const versionParameter = {
  name: HEADER.apiVersion,
  in: "header",
  required: false,
  description: "The API version that the client speaks; the newest when absent.",
  schema: { type: "integer" },
};

function operationId({ method, path }: Endpoint): string {
  const words = path
    .replace("/api/", "")
    .split(/[^a-z]+/)
    .filter(Boolean);
  return [method, ...words]
    .map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1)))
    .join("");
}

function successOf({ answer, priced }: Endpoint) {
  const schema = answer ? referTo(answer) : { type: "object" };
  const integer = (description: string) => ({ description, schema: { type: "integer" } });
  return {
    description: "Done.",
    headers: {
      [HEADER.apiVersion]: integer("The version that answered."),
      ...(priced ? { [HEADER.priceVersion]: integer("The price version of the moment.") } : {}),
    },
    content: { "application/json": { schema } },
  };
}

function problemsOf(endpoint: Endpoint) {
  const codes = [...new Set([...endpoint.problems, ...EVERYWHERE])];
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort();
  return Object.fromEntries(
    statuses.map((status) => {
      const here = codes.filter((code) => PROBLEMS[code].status === status);
      const description = here.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(" ");
      return [status, { description, content: { [PROBLEM_TYPE]: { schema: referTo(problem) } } }];
    }),
  );
}
