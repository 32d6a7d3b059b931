"use client";

import { useEffect } from "react";
import { BASE_PATH } from "./device/base-path.ts";
import { PageHead } from "./parts/chrome/page-head.tsx";
import button from "./parts/controls/button.module.css";
import row from "./parts/controls/row.module.css";
import { failure } from "./strings/errors.ts";

interface Props {
  readonly error: unknown;
  readonly retry: () => void;
}

export default function ErrorPage({ error, retry }: Props) {
  useEffect(() => {
    console.error(error);
  }, [error]);

  return (
    <div className="frame" role="alert">
      {/* What failed may have been the page's own head. */}
      <title>{failure.title}</title>
      <PageHead title={failure.title}>{failure.text}</PageHead>
      <p className={row.row}>
        <button type="button" className={button.primary} onClick={retry}>
          {failure.retry}
        </button>
        {/* A plain link leaves the state that broke behind. */}
        <a href={`${BASE_PATH}/`} className={button.secondary}>
          {failure.home}
        </a>
      </p>
    </div>
  );
}
