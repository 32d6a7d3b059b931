export const title = "Delivery";
export const lead = "We pack on weekdays and send from the quay the same day when the order is in by noon.";
export const method = "Method";
export const time = "Time";
export const price = "Price";
export const freeFrom = "Free from";
export const countriesTitle = "Where we send to";
export const sections = [
  {
    title: "When something is missing",
    text: [
      "Stock is set aside when your order is placed. If something is gone by the time your order reaches us, because you ordered without a signal, nothing is charged: the order waits and asks what you would like to do.",
    ],
  },
  {
    title: "Paying on delivery",
    text: ["Cash or card to the carrier, or at our counter when you collect. There is no charge for it."],
  },
] as const;
