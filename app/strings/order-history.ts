import type { LocalOrder } from "../../offline/local-order.ts";

export const title = "What happened so far";

/** What this device did; what the shop tells itself stands only among its own words. */
export const onDevice: Readonly<Record<LocalOrder["state"], string | null>> = {
  queued: "Kept on this device, waiting to be sent",
  sending: "Sent to the shop",
  confirmed: null,
  "needs-you": "Not placed: it needs a word from you",
  cancelled: "Cancelled",
};

export const atShop: Readonly<Record<string, string>> = {
  placed: "Placed",
  "awaiting-payment": "Reserved, waiting for the payment",
  "payment-failed": "A payment did not go through; nothing was charged",
  "card-declined": "The kept card was declined; nothing was charged",
  "second-step": "The bank wants your word for the kept card; nothing was charged",
  paid: "Paid and placed",
  "paid-late": "Money came too late and is on its way back",
  "paid-twice": "Money came twice; the second is on its way back",
  expired: "The reservation ran out; nothing was charged",
  cancelled: "Cancelled at the shop; nothing was charged",
  "switched-to-on-delivery": "Placed, to be paid on delivery",
};
