import { PrefetchKind } from "next/dist/client/components/router-reducer/router-reducer-types.js";
import type { useRouter } from "next/navigation";
import { savesData } from "../../offline/fallbacks.ts";
import { createSlots } from "./slots.ts";

/** More than this would compete with what the shopper is really waiting for. */
const MOST_AT_ONCE = 3;
/** A page that the router had already asks nobody; its slot must not be held for ever. */
const LONGEST_MS = 5_000;

/** The router first asks for the shape of a page and then for what stands in it. */
const ANSWERS_PER_PAGE = 2;

const answers = new Map<string, number>();
const slots = createSlots(MOST_AT_ONCE, LONGEST_MS);
let watching = false;

/** The page that an address or a router's request for it is about. */
function pageOf({ pathname, searchParams }: URL): string {
  const rest = new URLSearchParams(searchParams);
  rest.delete("_rsc");
  return `${pathname}?${rest}`;
}

function answered(page: string): void {
  const count = (answers.get(page) ?? 0) + 1;
  answers.set(page, count);
  if (count < ANSWERS_PER_PAGE) return;
  answers.delete(page);
  slots.release(page);
}

/** Frees a slot when the browser has what it was taken for. */
function watchAnswers(): void {
  if (watching) return;
  watching = true;
  const observer = new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) {
      const url = new URL(name);
      if (url.searchParams.has("_rsc")) answered(pageOf(url));
    }
  });
  observer.observe({ type: "resource" });
}

/** Loads a page that the shopper is about to open: a few at once, and none for those who save data. */
export function prefetchPage(router: ReturnType<typeof useRouter>, href: string): void {
  if (savesData(navigator)) return;
  watchAnswers();
  const url = new URL(href, window.location.href);
  const page = pageOf(url);
  if (page === pageOf(new URL(window.location.href)) || !slots.take(page, performance.now())) return;
  router.prefetch(href, { kind: PrefetchKind.FULL });
}
