import type { BrowserContext } from "@playwright/test";

/** A device that nobody reaches but the shop: being offline in a test does not cut a connection between two pages. */
export async function withoutPeers(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Reflect.deleteProperty(window, "RTCPeerConnection");
  });
}
