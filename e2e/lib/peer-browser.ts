import type { Browser, BrowserContext, Page, PlaywrightWorkerArgs, PlaywrightWorkerOptions } from "@playwright/test";

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

type WithConnections = Window & { readonly connections: readonly RTCPeerConnection[] };

/** Has the pages of a device remember each connection that they make. */
export async function rememberConnections(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const connections: RTCPeerConnection[] = [];
    Object.assign(window, { connections });
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        connections.push(this);
      }
    };
  });
}

/** Of each connection that this page made, the addresses of servers that it may ask for a way. */
export function serversAsked(page: Page): Promise<string[][]> {
  return page.evaluate(() =>
    (window as unknown as WithConnections).connections.map((connection) =>
      (connection.getConfiguration().iceServers ?? []).flatMap(({ urls }) => urls),
    ),
  );
}

export interface Overheard {
  readonly sent: string[];
  readonly received: string[];
}

/** Every frame of the sockets that this page opens from now on, as it goes over the network. */
export function overhear(page: Page): Overheard {
  const overheard: Overheard = { sent: [], received: [] };
  page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => overheard.sent.push(String(payload)));
    socket.on("framereceived", ({ payload }) => overheard.received.push(String(payload)));
  });
  return overheard;
}
