import { sqliteKit } from "../kit.ts";
import { defineTables } from "../schema.ts";

export const sqliteTables = defineTables(sqliteKit);

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
  priceSchedule,
  stock,
  cart,
  cartShare,
  cartMember,
  order,
  orderLine,
  orderEvent,
  reservation,
  payment,
  paymentPage,
  paymentEvent,
  storedCard,
  idempotency,
  dispatch,
  lease,
} = sqliteTables;
