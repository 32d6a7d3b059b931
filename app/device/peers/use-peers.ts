"use client";

import { useEffect } from "react";
import type { Sharing } from "../../../protocol/sharing.ts";
import { refreshSharing } from "../sharing.ts";

/** Connects this device with the others of its cart while a shared one is looked at (Y3); it is never needed. */
export function usePeers(sharing: Sharing | null): void {
  const cartId = sharing?.cartId;
  const roomKey = sharing && sharing.members.length > 1 ? sharing.roomKey : null;
  useEffect(() => {
    if (!cartId || !roomKey || !canConnect()) return;
    let left = false;
    let stop = () => {};
    // Only a page of a shared cart pays for what connects.
    import("./start.ts").then(
      ({ startPeers }) => {
        if (!left) stop = startPeers({ cartId, roomKey }, () => void refreshSharing(cartId));
      },
      (error: unknown) => console.info("What connects this device with others cannot be fetched now", error),
    );
    return () => {
      left = true;
      stop();
    };
  }, [cartId, roomKey]);
}

function canConnect(): boolean {
  return "RTCPeerConnection" in window && "WebSocket" in window;
}
