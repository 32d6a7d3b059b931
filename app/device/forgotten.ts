import { onDeviceMessage } from "../../offline/bus.ts";
import { BASE_PATH } from "./base-path.ts";

const MARK = "holdfast.forgotten-at";

/** Remembers that the device was told to forget, for pages that the browser has put aside. */
export function markForgotten(): void {
  localStorage.setItem(MARK, String(Date.now()));
}

function forgottenAt(): number {
  try {
    return Number(localStorage.getItem(MARK) ?? 0);
  } catch {
    // A browser without storage keeps nothing that could be forgotten.
    return 0;
  }
}

/** Loads a page anew that still holds what another tab made the device forget, also when Back brings it up again (C13). */
export function leaveWhenForgotten(): () => void {
  const since = performance.timeOrigin;
  const isForgetting = () => window.location.pathname === `${BASE_PATH}/forget`;
  // It happened while this page was still getting ready to listen.
  if (forgottenAt() > since && !isForgetting()) window.location.reload();
  const onShow = (event: PageTransitionEvent) => {
    if (event.persisted && forgottenAt() >= since) window.location.reload();
  };
  window.addEventListener("pageshow", onShow);
  const off = onDeviceMessage((message) => {
    // The tab that did it leaves by itself, once it is done.
    if (message.type === "DEVICE_FORGOTTEN" && !isForgetting()) window.location.reload();
  });
  return () => {
    off();
    window.removeEventListener("pageshow", onShow);
  };
}
