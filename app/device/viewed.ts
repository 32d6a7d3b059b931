"use client";

import { useEffect, useState } from "react";
import { onDevice } from "../../offline/database.ts";
import { forgetViewed, listViewed, rememberViewed, type ViewedProduct } from "../../offline/viewed.ts";

type Seen = Omit<ViewedProduct, "viewedAt">;

/** Remembers on this device, and nowhere else, that a product was viewed. */
export async function remember(product: Seen): Promise<void> {
  try {
    await onDevice((db) => rememberViewed(db, { ...product, viewedAt: Date.now() }));
  } catch (error) {
    console.info("This device does not remember what it showed", error);
  }
}

/** What was viewed here before, the newest first, without the product of this page; empty until the device has answered. */
export function useViewed(without: string | undefined): { viewed: readonly ViewedProduct[]; forget: () => void } {
  const [viewed, setViewed] = useState<readonly ViewedProduct[]>([]);

  useEffect(() => {
    let current = true;
    onDevice(listViewed).then(
      (all) => current && setViewed(all.filter(({ slug }) => slug !== without)),
      (error: unknown) => console.info("This device does not remember what it showed", error),
    );
    return () => {
      current = false;
    };
  }, [without]);

  const forget = () => {
    onDevice(forgetViewed).then(
      () => setViewed([]),
      (error: unknown) => console.warn("This device could not forget what it showed", error),
    );
  };
  return { viewed, forget };
}
