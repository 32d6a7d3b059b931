import { DEVICE_CHANNEL, type DeviceMessage, isDeviceMessage } from "../protocol/messages.ts";

type Listener = (message: DeviceMessage) => void;

const listeners = new Set<Listener>();
let channel: BroadcastChannel | null = null;

function openChannel(): BroadcastChannel | null {
  if (channel || typeof BroadcastChannel === "undefined") return channel;
  channel = new BroadcastChannel(DEVICE_CHANNEL);
  channel.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (isDeviceMessage(event.data)) tell(event.data);
  });
  return channel;
}

function tell(message: DeviceMessage): void {
  for (const listener of listeners) listener(message);
}

/** Tells every tab and the worker, this context included. */
export function announce(message: DeviceMessage): void {
  openChannel()?.postMessage(message);
  tell(message);
}

/** Hears every DeviceMessage of this device until the answered function is called; other messages are dropped. */
export function onDeviceMessage(listener: Listener): () => void {
  openChannel();
  listeners.add(listener);
  return () => listeners.delete(listener);
}
