import type { Metadata } from "next";
import { Cart } from "../parts/cart/cart.tsx";
import { PageHead } from "../parts/chrome/page-head.tsx";
import { title } from "../strings/cart.ts";

export const metadata: Metadata = { title, robots: { index: false } };

export default function CartPage() {
  return (
    <div className="frame tall">
      <PageHead title={title} />
      <Cart />
    </div>
  );
}
