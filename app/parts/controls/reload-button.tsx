"use client";

import type { ReactNode } from "react";
import button from "./button.module.css";

export function ReloadButton({ children }: { readonly children: ReactNode }) {
  return (
    <button type="button" className={button.quiet} onClick={() => window.location.reload()}>
      {children}
    </button>
  );
}
