/** Answers whether anybody else may see what came. */
export type Hear = (connection: RTCPeerConnection, channel: RTCDataChannel, data: unknown) => boolean;

/**
 * A connection that lets `hear` see what comes before anybody else: y-webrtc applies what it sees straight to its document, by
 * counts that the bytes claim (Y3). `onOpen` hears of every channel that opens (1) and closes again (-1).
 */
export function watchedConnection(hear: Hear, onOpen: (more: 1 | -1) => void): typeof RTCPeerConnection {
  return class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      // Whoever listens first hears first.
      this.addEventListener("datachannel", ({ channel }) => this.#watch(channel));
    }

    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, options);
      this.#watch(channel);
      return channel;
    }

    #watch(channel: RTCDataChannel): void {
      const opened = () => {
        onOpen(1);
        channel.addEventListener("close", () => onOpen(-1), { once: true });
      };
      if (channel.readyState === "open") opened();
      else channel.addEventListener("open", opened, { once: true });
      channel.addEventListener("message", (event) => {
        if (!hear(this, channel, event.data)) event.stopImmediatePropagation();
      });
    }
  };
}
