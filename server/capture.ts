import { type IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from "node:http";

/** A whole answer held in memory. */
export interface CapturedAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A response that keeps what is written to it instead of sending it. */
class RecordingResponse extends ServerResponse {
  readonly chunks: Buffer[] = [];

  #keep(chunk: unknown, encoding: unknown): void {
    if (typeof chunk === "string") {
      this.chunks.push(Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8"));
    } else if (chunk instanceof Uint8Array) {
      this.chunks.push(Buffer.from(chunk));
    }
  }

  override write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
    this.#keep(chunk, encoding);
    const done = typeof encoding === "function" ? encoding : callback;
    if (typeof done === "function") queueMicrotask(() => done(null));
    return true;
  }

  override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    this.#keep(chunk, encoding);
    const done = [chunk, encoding, callback].find((argument) => typeof argument === "function");
    this.finished = true;
    queueMicrotask(() => {
      if (typeof done === "function") done();
      this.emit("finish");
      this.emit("close");
    });
    return this;
  }

  override flushHeaders(): void {}
}

/** Runs a Node handler and answers with everything that it wrote. */
export async function captureAnswer(handler: NodeHandler, request: IncomingMessage): Promise<CapturedAnswer> {
  const response = new RecordingResponse(request);
  const finished = new Promise<void>((resolve) => response.once("finish", resolve));
  await handler(request, response);
  await finished;
  return { status: response.statusCode, headers: response.getHeaders(), body: Buffer.concat(response.chunks) };
}
