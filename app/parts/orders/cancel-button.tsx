"use client";

import { cancelOrder } from "../../device/orders.ts";
import * as strings from "../../strings/orders.ts";
import button from "../controls/button.module.css";

export function CancelButton({ localKey }: { readonly localKey: string }) {
  return (
    <button type="button" className={button.quiet} onClick={() => void cancelOrder(localKey)}>
      {strings.cancel}
    </button>
  );
}
