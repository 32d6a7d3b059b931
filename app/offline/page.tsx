import type { Metadata } from "next";
import { PageHead } from "../parts/chrome/page-head.tsx";
import { ShopLink } from "../parts/chrome/shop-link.tsx";
import button from "../parts/controls/button.module.css";
import { ReloadButton } from "../parts/controls/reload-button.tsx";
import row from "../parts/controls/row.module.css";
import { offline } from "../strings/errors.ts";

export const metadata: Metadata = { title: offline.title, robots: { index: false } };

/** What the worker answers with when neither the network nor the device has the page; the address stays the wanted one. */
export default function OfflinePage() {
  return (
    <div className="frame">
      <PageHead title={offline.title}>{offline.text}</PageHead>
      <p className={row.row}>
        <ShopLink href="/cart" className={button.primary}>
          {offline.cart}
        </ShopLink>
        <ShopLink href="/orders" className={button.secondary}>
          {offline.orders}
        </ShopLink>
        <ShopLink href="/waiting" className={button.quiet}>
          {offline.waiting}
        </ShopLink>
        <ReloadButton>{offline.retry}</ReloadButton>
      </p>
    </div>
  );
}
