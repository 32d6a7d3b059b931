import type { Metadata } from "next";
import { JoinCart } from "../parts/sharing/join-cart.tsx";
import { join } from "../strings/sharing.ts";

/** The secret in a link is never in the address that comes here, so neither is it in anything that the shop keeps (Y4). */
export const metadata: Metadata = {
  title: join.title,
  description: join.description,
  robots: { index: false },
  referrer: "no-referrer",
};

export default function JoinPage() {
  return (
    <div className="frame">
      <JoinCart />
    </div>
  );
}
