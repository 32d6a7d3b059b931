"use client";

import { useEffect } from "react";
import { PageHead } from "./parts/chrome/page-head.tsx";
import button from "./parts/controls/button.module.css";
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
      <PageHead title={failure.title}>{failure.text}</PageHead>
      <button type="button" className={button.primary} onClick={retry}>
        {failure.retry}
      </button>
    </div>
  );
}
