"use client";

import { useRouter } from "next/navigation";
import { useLayoutEffect } from "react";
import { useConnection } from "../../device/connection.ts";
import { watchPagePrices } from "../../device/page-prices.ts";

interface Props {
  readonly version: number;
  /** When the page was made, ISO 8601. */
  readonly at: string;
}

/** Shows nothing itself: it has old prices renewed, or tells those who show their age. */
export function PriceWatch({ version, at }: Props): null {
  const { online } = useConnection();
  const router = useRouter();
  // Before paint: an age must not stand beside newer prices for a moment and be pushed aside by them.
  useLayoutEffect(
    () => watchPagePrices({ version, at: Date.parse(at), online, renew: () => router.refresh() }),
    [version, at, online, router],
  );
  return null;
}
