"use client";

import Link from "next/link";
import { type ComponentProps, useState } from "react";

type Props = Omit<ComponentProps<typeof Link>, "prefetch" | "href"> & { href: string };

/** A link that loads its target when the shopper shows intent (pointer, touch or focus), never because it scrolled into view. */
export function ShopLink(props: Props) {
  const [wanted, setWanted] = useState(false);
  const want = () => setWanted(true);
  return <Link {...props} prefetch={wanted} onPointerEnter={want} onTouchStart={want} onFocus={want} />;
}
