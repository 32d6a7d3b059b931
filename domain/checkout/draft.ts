import type { DeliveryMethod, PaymentMethod } from "../../protocol/orders.ts";
import { shop } from "../../shop.config.ts";

/** What the checkout form holds while it is being filled; text is as typed, an empty string is "not answered yet". */
export interface CheckoutDraft {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postcode: string;
  readonly country: string;
  readonly delivery: DeliveryMethod | "";
  readonly payment: PaymentMethod | "";
}

export type DetailsField = Exclude<keyof CheckoutDraft, "delivery" | "payment">;
export type CheckoutField = keyof CheckoutDraft;

export const EMPTY_DRAFT: CheckoutDraft = {
  name: "",
  email: "",
  phone: "",
  line1: "",
  line2: "",
  city: "",
  region: "",
  postcode: "",
  country: shop.countries[0].code,
  delivery: "",
  payment: "",
};

/** The form with the answers of an order that was already sent, for a shopper who must change it. */
export function draftOf(request: {
  readonly contact: { readonly name: string; readonly email: string; readonly phone?: string | undefined };
  readonly address: {
    readonly line1: string;
    readonly line2?: string | undefined;
    readonly city: string;
    readonly region?: string | undefined;
    readonly postcode: string;
    readonly country: string;
  };
  readonly delivery: DeliveryMethod;
  readonly payment: PaymentMethod;
}): CheckoutDraft {
  const { contact, address } = request;
  return {
    name: contact.name,
    email: contact.email,
    phone: contact.phone ?? "",
    line1: address.line1,
    line2: address.line2 ?? "",
    city: address.city,
    region: address.region ?? "",
    postcode: address.postcode,
    country: address.country,
    delivery: request.delivery,
    payment: request.payment,
  };
}
