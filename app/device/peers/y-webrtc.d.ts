/** What is used of y-webrtc, whose package names its types where the compiler does not look for them. */
declare module "y-webrtc" {
  import type { Awareness } from "y-protocols/awareness";
  import type { Doc } from "yjs";

  /** A WebSocket that opens itself again unless `shouldConnect` says otherwise; one for each address. */
  export interface SignalingLine {
    ws: WebSocket | null;
    shouldConnect: boolean;
    connect(): void;
    on(event: "message", listener: (message: unknown) => void): void;
  }

  export class WebrtcProvider {
    constructor(
      room: string,
      doc: Doc,
      options: {
        signaling: string[];
        password: string;
        maxConns: number;
        peerOpts: { config: RTCConfiguration; wrtc: object };
      },
    );
    readonly awareness: Awareness;
    readonly signalingConns: readonly SignalingLine[];
    disconnect(): void;
    destroy(): void;
  }
}
