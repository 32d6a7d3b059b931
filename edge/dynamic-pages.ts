/** Folders of pages that are made for one visitor: never kept, never shared, each with a nonce of its own. */
const DYNAMIC = /^\/admin(\/|$)/;

/** Whether a path, without its base path, is that of a page which is made for one visitor. */
export function isDynamicPage(pathname: string): boolean {
  return DYNAMIC.test(pathname);
}
