/** Something told this tab that the server no longer speaks its version (R7). */
type Listener = () => void;

let refused = false;
let listener: Listener | null = null;

/** Says so once, also to a listener that comes later: the update is fetched apart from the page. */
export function reportSkew(): void {
  refused = true;
  listener?.();
}

export function onSkew(hear: Listener): void {
  listener = hear;
  if (refused) hear();
}
