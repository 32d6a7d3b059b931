import type { Metadata } from "next";
import { DeliveryStep } from "../../parts/checkout/delivery-step.tsx";
import { PageHead } from "../../parts/chrome/page-head.tsx";
import { steps, title } from "../../strings/checkout.ts";

export const metadata: Metadata = { title: `${title}: ${steps.delivery.toLowerCase()}`, robots: { index: false } };

export default function CheckoutDeliveryPage() {
  return (
    <div className="frame tall">
      <PageHead title={steps.delivery} />
      <DeliveryStep />
    </div>
  );
}
