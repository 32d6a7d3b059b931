import "./styles/tokens.css";
import "./styles/base.css";
import type { Metadata, Viewport } from "next";
import { type ReactNode, ViewTransition } from "react";
import { RELEASE_ID } from "../protocol/release.ts";
import { shop } from "../shop.config.ts";
import { DeviceWorker } from "./device/worker.tsx";
import { display, text } from "./fonts.ts";
import { PAGE_CHANGE } from "./page-change.ts";
import { BootScripts } from "./parts/chrome/boot-scripts.tsx";
import { ConnectionNotice } from "./parts/chrome/connection.tsx";
import { CurrencyBoot } from "./parts/chrome/currency-boot.tsx";
import { Footer } from "./parts/chrome/footer.tsx";
import { Header } from "./parts/chrome/header.tsx";
import notices from "./parts/chrome/notices.module.css";
import skip from "./parts/chrome/skip-link.module.css";
import { Updates } from "./parts/chrome/updates.tsx";
import { skipToContent } from "./strings/chrome.ts";
import { homeTitle, titleTemplate } from "./strings/metadata.ts";

export const metadata: Metadata = {
  title: { default: homeTitle, template: titleTemplate },
  description: shop.description,
  applicationName: shop.name,
  formatDetection: { telephone: false, address: false, email: false },
  icons: {
    icon: [
      { url: "/icons/favicon-32.png", sizes: "32x32", type: "image/png" },
      { url: "/icons/icon.svg", type: "image/svg+xml" },
    ],
    apple: "/icons/apple-touch-icon.png",
  },
  other: { "app-version": RELEASE_ID },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f5f1" },
    { media: "(prefers-color-scheme: dark)", color: "#0b2227" },
  ],
  viewportFit: "cover",
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The boot script marks the chosen currency on this element before React looks at it.
    <html
      lang={shop.locale}
      data-release={RELEASE_ID}
      className={`${display.variable} ${text.variable}`}
      suppressHydrationWarning
    >
      <head>
        <BootScripts />
        <CurrencyBoot />
      </head>
      <body>
        <a href="#main" className={skip.link}>
          {skipToContent}
        </a>
        <Header />
        <main id="main" tabIndex={-1}>
          {/* While a browser takes its pictures for one, React hears no tap and no letter: newer prices and choices are drawn at once. */}
          <ViewTransition default={{ [PAGE_CHANGE]: "auto", default: "none" }}>{children}</ViewTransition>
        </main>
        <Footer />
        <div className={notices.place}>
          <Updates />
          <ConnectionNotice />
        </div>
        <DeviceWorker />
      </body>
    </html>
  );
}
