"use client";

import { useEffect } from "react";
import { refreshSharing, useShare } from "../sharing.ts";

/** Connects this device with the others of its cart while a shared one is looked at (Y3); it is never needed. */
export function usePeers(): void {
  const { device } = useShare();
  const sharing = device?.stands ? device.share.sharing : null;
  const cartId = sharing?.cartId;
  const roomKey = sharing && sharing.members.length > 1 ? sharing.roomKey : null;
  useEffect(() => {
    if (!cartId || !roomKey || !canConnect()) return;
    const end = new AbortController();
    void connect({ cartId, roomKey }, end.signal);
    return () => end.abort();
  }, [cartId, roomKey]);
}

function canConnect(): boolean {
  return "RTCPeerConnection" in window && "WebSocket" in window;
}

/** Only a page of a shared cart pays for what connects. */
async function connect(
  room: { readonly cartId: string; readonly roomKey: string },
  signal: AbortSignal,
): Promise<void> {
  try {
    const { startPeers } = await import("./start.ts");
    await startPeers(room, signal, () => void refreshSharing(room.cartId));
  } catch (error) {
    console.info("This device is not connected with the others of its cart", error);
  }
}
