import { expect } from "vitest";

export interface StreamEvent {
  readonly id: string | null;
  /** Absent for a `message`. */
  readonly name?: string;
  readonly data: string;
}

/** One reader of an event stream, which takes nothing before it is asked to. */
export interface StreamReader {
  /** What came next, as it came; null when the stream has ended. */
  raw(): Promise<string | null>;
  /** The next event, past all signs of life; null when the stream has ended. */
  next(): Promise<StreamEvent | null>;
  leave(): Promise<void>;
}

export function readStream(answer: Response): StreamReader {
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Content-Type")).toBe("text/event-stream");
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  const reader = answer.body?.getReader();
  if (!reader) throw new Error("the stream has no body");
  const decoder = new TextDecoder();
  const raw = async () => {
    const { value } = await reader.read();
    return value === undefined ? null : decoder.decode(value);
  };
  const next = async (): Promise<StreamEvent | null> => {
    for (;;) {
      const text = await raw();
      if (text === null) return null;
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? null;
      const data = field("data");
      const name = field("event");
      if (data !== null) return { id: field("id"), ...(name === null ? {} : { name }), data };
    }
  };
  return { raw, next, leave: () => reader.cancel() };
}
