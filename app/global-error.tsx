"use client";

import "./styles/tokens.css";
import "./styles/base.css";
import { shop } from "../shop.config.ts";
import { BASE_PATH } from "./device/base-path.ts";
import { DeviceWorker } from "./device/worker.tsx";
import { PageHead } from "./parts/chrome/page-head.tsx";
import button from "./parts/controls/button.module.css";
import { failure } from "./strings/errors.ts";

/** Stands in for the whole document when the layout itself failed, so it leads home by a plain link. */
export default function GlobalErrorPage() {
  return (
    <html lang={shop.locale}>
      <body>
        {/* R10: what failed may be a file that a reload brings; the worker tells whoever greets it. */}
        <DeviceWorker />
        <title>{failure.title}</title>
        <main className="frame">
          <PageHead title={failure.title}>{failure.text}</PageHead>
          <a href={`${BASE_PATH}/`} className={button.primary}>
            {failure.home}
          </a>
        </main>
      </body>
    </html>
  );
}
