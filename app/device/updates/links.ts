import { BASE_PATH } from "../base-path.ts";

/** The page of the shop that a click leads to, or null for everything that is no plain way to another page of it. */
export function hrefOfClick(event: MouseEvent): URL | null {
  const { button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented, target } = event;
  if (defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return null;
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || link.hasAttribute("download") || (link.target !== "" && link.target !== "_self")) return null;
  const url = new URL(link.href);
  if (url.origin !== location.origin || !`${url.pathname}/`.startsWith(`${BASE_PATH}/`)) return null;
  const samePage = url.pathname === location.pathname && url.search === location.search;
  return samePage ? null : url;
}
