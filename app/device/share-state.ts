"use client";

import { useSyncExternalStore } from "react";
import { onDeviceMessage } from "../../offline/bus.ts";
import { onDevice } from "../../offline/database.ts";
import { type DeviceShare, getShare } from "../../offline/shared-cart.ts";
import { externalStore } from "./external-store.ts";

export interface ShareState {
  readonly status: "loading" | "ready";
  /** Null where the cart of this device was never shared. */
  readonly device: DeviceShare | null;
}

const LOADING: ShareState = { status: "loading", device: null };

const share = externalStore<ShareState>(LOADING, () => {
  void readShare();
  return onDeviceMessage((message) => {
    if (message.type === "CART_CHANGED") void readShare();
  });
});

/** Reads anew how the cart is shared, after it was written. */
export async function readShare(): Promise<void> {
  try {
    share.set({ status: "ready", device: await onDevice(getShare) });
  } catch (error) {
    console.error("How the cart of this device is shared cannot be read", error);
  }
}

/** How the cart of this device is shared, as this device knows it, through every tab. */
export function useShare(): ShareState {
  return useSyncExternalStore(share.subscribe, share.get, () => LOADING);
}
