export { type FirstAnswer, purgeIdempotency, settleAnswer } from "./idempotency.ts";
export {
  cancelOrder,
  expireReservations,
  type OrderChange,
  type OrderChangeOutcome,
  switchToOnDelivery,
} from "./order-changes.ts";
export {
  adoptPage,
  attachPaymentPage,
  type PaymentNews,
  type PaymentPage,
  type SettleOutcome,
  settlePayment,
  takeInPaidPage,
} from "./payments.ts";
export { type PlaceOrder, type PlaceOrderOutcome, placeOrder, type Shortage } from "./place-order.ts";
export { getOrder, listOrders, listOrdersAfter } from "./read-orders.ts";
