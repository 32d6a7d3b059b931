"use client";

import { useSyncExternalStore } from "react";
import { externalStore } from "./external-store.ts";

const substituted = externalStore(false);

export function setSubstituted(now: boolean): void {
  if (now !== substituted.get()) substituted.set(now);
}

/** Whether this page comes from the device because what the shop sent was damaged (I1). */
export function useSubstituted(): boolean {
  return useSyncExternalStore(substituted.subscribe, substituted.get, () => false);
}
