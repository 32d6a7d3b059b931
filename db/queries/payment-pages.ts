import { and, asc, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import { prepared, preparedForList } from "../prepared.ts";
import type { Db } from "../store.ts";

const newestPage = prepared("newest-page", ({ q, t: { payment } }) =>
  q
    .select({ providerId: payment.page })
    .from(payment)
    .where(eq(payment.orderId, sql.placeholder("orderId"))),
);

/** The provider's id of the newest page on which an order can, or could, be paid; null when it never had one. */
export async function newestPaymentPage(db: Db, orderId: string): Promise<string | null> {
  const [row] = await newestPage(db, { orderId });
  return row?.providerId ?? null;
}

export interface PendingPage {
  readonly orderId: string;
  readonly providerId: string;
}

// From the reservations, of which there are as many as orders that wait, and not from all pages there ever were.
const pendingPages = prepared("pending-pages", ({ q, t: { reservation, payment } }) =>
  q
    .select({ orderId: payment.orderId, providerId: payment.page })
    .from(reservation)
    .innerJoin(payment, and(eq(payment.orderId, reservation.orderId), isNotNull(payment.page)))
    .where(gt(reservation.orderId, sql.placeholder("after")))
    .groupBy(payment.orderId, payment.page)
    .orderBy(asc(payment.orderId))
    .limit(sql.placeholder("limit")),
);

/** Up to `limit` orders that wait for their payment and have a page, in order of id, after the id `after` ("" begins). */
export async function listPendingPages(
  db: Db,
  { after, limit }: { after: string; limit: number },
): Promise<PendingPage[]> {
  const rows = await pendingPages(db, { after, limit });
  return rows.flatMap(({ orderId, providerId }) => (providerId === null ? [] : [{ orderId, providerId }]));
}

const paidAmong = preparedForList("paid-pages", ({ q, t: { paymentPage } }, ids) =>
  q
    .select({ providerId: paymentPage.providerId })
    .from(paymentPage)
    .where(and(inArray(paymentPage.providerId, ids), eq(paymentPage.status, "paid"))),
);

/** Those of these pages that the books do not have as paid. */
export async function unsettledPages<Page extends { readonly providerId: string }>(
  db: Db,
  pages: readonly Page[],
): Promise<Page[]> {
  const ids = pages.map(({ providerId }) => providerId);
  const known = new Set((await paidAmong(db, ids)).map(({ providerId }) => providerId));
  return pages.filter(({ providerId }) => !known.has(providerId));
}
