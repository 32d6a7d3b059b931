import type { Browser, PlaywrightWorkerArgs, PlaywrightWorkerOptions } from "@playwright/test";

/**
 * A browser whose pages reach each other by WebRTC on any machine: over loopback where there is no network, and by address,
 * since devices otherwise name themselves by mDNS, which nobody answers in a sandbox.
 */
export function launchPeerBrowser(
  playwright: PlaywrightWorkerArgs["playwright"],
  options: PlaywrightWorkerOptions["launchOptions"],
): Promise<Browser> {
  const args = ["--allow-loopback-in-peer-connection", "--disable-features=WebRtcHideLocalIpsWithMdns"];
  return playwright.chromium.launch({ ...options, args: [...(options.args ?? []), ...args] });
}
