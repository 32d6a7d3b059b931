import { shop } from "../../shop.config.ts";
import type { CheckoutDraft, CheckoutField, DetailsField } from "./draft.ts";
import { isPostcode } from "./postcode.ts";

export type FieldFault = "missing" | "too-long" | "email-shape" | "phone-shape" | "postcode-shape" | "unknown-choice";

export interface FieldProblem {
  readonly field: CheckoutField;
  readonly fault: FieldFault;
}

/** The longest text of each field in characters; the same bounds as the order schema of the protocol. */
export const FIELD_LIMITS: Readonly<Record<DetailsField, number>> = {
  name: 120,
  email: 254,
  phone: 32,
  line1: 120,
  line2: 120,
  city: 80,
  region: 80,
  postcode: 16,
  country: 2,
};

/** In the order in which the form shows them, which is the order of the error summary. */
export const DETAILS_FIELDS = [
  "name",
  "email",
  "phone",
  "country",
  "line1",
  "line2",
  "city",
  "region",
  "postcode",
] as const satisfies readonly DetailsField[];

const REQUIRED: ReadonlySet<DetailsField> = new Set(["name", "email", "country", "line1", "city", "postcode"]);
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE = /^\+?[\d\s().-]{6,}$/;

export function isRequired(field: DetailsField): boolean {
  return REQUIRED.has(field);
}

/** What is wrong with one answer of the contact and address step, or null. */
export function faultOf(draft: CheckoutDraft, field: DetailsField): FieldFault | null {
  const text = draft[field].replace(/[\p{Cc}\p{Cs}]+/gu, " ").trim();
  if (text === "") return isRequired(field) ? "missing" : null;
  if (text.length > FIELD_LIMITS[field]) return "too-long";
  if (field === "email" && !EMAIL.test(text)) return "email-shape";
  if (field === "phone" && !PHONE.test(text)) return "phone-shape";
  if (field === "country" && !shop.countries.some((entry) => entry.code === text)) return "unknown-choice";
  if (field === "postcode" && !isPostcode(draft.country, text)) return "postcode-shape";
  return null;
}

/** Everything that stands between this draft and the delivery step, in the order of the form. */
export function problemsOfDetails(draft: CheckoutDraft): FieldProblem[] {
  return DETAILS_FIELDS.flatMap((field) => {
    const fault = faultOf(draft, field);
    return fault ? [{ field, fault }] : [];
  });
}

/** Everything that stands between this draft and the review step. */
export function problemsOfDelivery(draft: CheckoutDraft): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (draft.delivery === "") problems.push({ field: "delivery", fault: "missing" });
  else if (!shop.delivery.some((entry) => entry.id === draft.delivery)) {
    problems.push({ field: "delivery", fault: "unknown-choice" });
  }
  if (draft.payment === "") problems.push({ field: "payment", fault: "missing" });
  else if (!shop.payments.some((entry) => entry === draft.payment)) {
    problems.push({ field: "payment", fault: "unknown-choice" });
  }
  return problems;
}
