import type { Metadata } from "next";
import { ReviewStep } from "../../parts/checkout/review-step.tsx";
import { PageHead } from "../../parts/chrome/page-head.tsx";
import { steps, title } from "../../strings/checkout.ts";

export const metadata: Metadata = { title: `${title}: ${steps.review.toLowerCase()}`, robots: { index: false } };

export default function CheckoutReviewPage() {
  return (
    <div className="frame tall">
      <PageHead title={steps.review} />
      <ReviewStep />
    </div>
  );
}
