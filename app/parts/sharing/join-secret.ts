const KEY = "holdfast.join";
const SECRET = /^#([A-Za-z0-9_-]{43})$/;

/**
 * The secret that this tab came with, or null. It goes from the address at once, so that no bookmark, history or picture of the
 * screen hands it on; the tab remembers it through a reload.
 */
export function takeSecret(): string | null {
  const [, secret = null] = SECRET.exec(window.location.hash) ?? [];
  if (window.location.hash !== "") {
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  }
  try {
    if (secret !== null) sessionStorage.setItem(KEY, secret);
    return secret ?? sessionStorage.getItem(KEY);
  } catch {
    // A browser that keeps nothing for the tab loses it with a reload, and the link brings it back.
    return secret;
  }
}

/** It has been used. */
export function dropSecret(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept where nothing can be.
  }
}
