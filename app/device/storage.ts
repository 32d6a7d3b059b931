"use client";

import { useSyncExternalStore } from "react";
import { onDeviceMessage } from "../../offline/bus.ts";
import { externalStore } from "./external-store.ts";

const critical = externalStore<boolean>(false, () =>
  onDeviceMessage((message) => {
    if (message.type === "STORAGE_CRITICAL") critical.set(message.critical);
  }),
);

/** Whether the device is so full that nothing is kept ahead of need (C14): the worker says so, to new pages too. */
export function useStorageCritical(): boolean {
  return useSyncExternalStore(critical.subscribe, critical.get, () => false);
}
