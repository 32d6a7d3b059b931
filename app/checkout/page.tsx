import type { Metadata } from "next";
import { DetailsStep } from "../parts/checkout/details-step.tsx";
import { PageHead } from "../parts/chrome/page-head.tsx";
import { steps, title } from "../strings/checkout.ts";

export const metadata: Metadata = { title: `${title}: ${steps.details.toLowerCase()}`, robots: { index: false } };

export default function CheckoutDetailsPage() {
  return (
    <div className="frame tall">
      <PageHead title={steps.details} />
      <DetailsStep />
    </div>
  );
}
