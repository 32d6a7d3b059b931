import { postgresKit } from "../kit.ts";
import { defineTables } from "../schema.ts";

export const postgresTables = defineTables(postgresKit);

// drizzle-kit sees only tables that are exported by name.
export const {
  category,
  collection,
  product,
  collectionProduct,
  variant,
  media,
  priceBook,
  price,
  stock,
  cart,
  order,
  orderLine,
  orderEvent,
  reservation,
  payment,
  paymentPage,
  paymentEvent,
  idempotency,
  dispatch,
  lease,
} = postgresTables;
