let registration: ServiceWorkerRegistration | undefined;

/** Says on the document how the newest worker stands, for people who look and tests that wait. */
export function tellDocument(known = registration): void {
  registration = known;
  const newest = known?.installing ?? known?.waiting ?? known?.active;
  const { dataset } = document.documentElement;
  dataset.swState = newest?.state ?? "none";
  dataset.swActive = String(navigator.serviceWorker.controller !== null);
}
