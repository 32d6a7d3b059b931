import type { Metadata } from "next";
import { Cart } from "../parts/cart/cart.tsx";
import { PageHead } from "../parts/chrome/page-head.tsx";
import { Returned } from "../parts/returned/returned.tsx";
import { description, lead, title } from "../strings/cart.ts";

/** Open to robots like any page: what they see is the empty cart that everybody starts with. */
export const metadata: Metadata = { title, description };

export default function CartPage() {
  return (
    <div className="frame tall">
      <PageHead title={title}>{lead}</PageHead>
      <Returned />
      <Cart />
    </div>
  );
}
