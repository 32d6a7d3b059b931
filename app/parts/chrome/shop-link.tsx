"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";
import { prefetchPage } from "../../device/prefetch.ts";
import { PAGE_CHANGE } from "../../page-change.ts";

type Props = Omit<ComponentProps<"a">, "href" | "onClick"> & {
  readonly href: string;
  /** False stays where the shopper is instead of going to the top of the new page. */
  readonly scroll?: boolean;
};

function wantsOwnTab({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button !== 0 || metaKey || ctrlKey || shiftKey || altKey;
}

/**
 * A link within the shop: an ordinary anchor that changes the page softly once React is here, and loads its target when
 * the shopper shows intent (pointer, touch or focus), never because it scrolled into view.
 */
export function ShopLink({ href, scroll = true, children, ...props }: Props) {
  const router = useRouter();
  const want = () => prefetchPage(router, href);
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    if (wantsOwnTab(event) || props.target || props.download !== undefined) return;
    event.preventDefault();
    router.push(href, { scroll, transitionTypes: [PAGE_CHANGE] });
  };
  return (
    <a {...props} href={href} onClick={go} onPointerEnter={want} onTouchStart={want} onFocus={want}>
      {children}
    </a>
  );
}
