import type { ApiDeps } from "./context.ts";
import { errorText } from "./errors.ts";
import { ApiProblem } from "./problem.ts";
import { processState } from "./process-state.ts";

/** Proxies and phones drop what stays silent. */
const SIGN_OF_LIFE_MS = 20_000;
const MOST_STREAMS = 10_000;

/** How soon a reader comes back, a while of its own: streams that end together, as with a release, would all come at once. */
const backAfterMs = () => 250 + Math.floor(Math.random() * 500);

export interface LiveEvent {
  readonly id?: number;
  /** Absent for a `message`, which readers hear without asking for it by name. */
  readonly name?: string;
  /** One line. */
  readonly data: string;
}

/** What one reader is to hear. */
export interface LiveSource {
  /** What it lacks now: an event, nothing, or that there will be nothing more for it. */
  readonly next: () => LiveEvent | "nothing" | "over" | Promise<LiveEvent | "nothing" | "over">;
  /** Called when the stream is open, to be woken whenever there may be news, and when it has ended. */
  readonly opened: (stream: LiveStream) => void;
  readonly ended: (stream: LiveStream) => void;
}

/** One open event stream. */
export interface LiveStream {
  /** Sends what the reader lacks, at once or when it has taken what was sent before: then all of that as one event. */
  wake(): void;
  end(): unknown;
}

/**
 * Answers with an event stream (HTML, 9.2) that tells what its reader lacks now and whenever it is woken. No more than one
 * event waits for a slow reader. Throws `unavailable` where too many listen.
 */
export function liveResponse(
  request: { readonly method: string },
  source: LiveSource,
  { log }: Pick<ApiDeps, "log">,
  headers: Readonly<Record<string, string>> = {},
): Response {
  if (processState().streams.size >= MOST_STREAMS) {
    throw new ApiProblem("unavailable", { detail: "Too many listen already." }, { "Retry-After": "30" });
  }
  // A body that nobody asked for would never be let go of.
  return new Response(request.method === "HEAD" ? null : streamOf(source, log), {
    headers: {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store",
      "X-Accel-Buffering": "no",
      ...headers,
    },
  });
}

function textOf({ id, name, data }: LiveEvent): string {
  return `${id === undefined ? "" : `id: ${id}\n`}${name === undefined ? "" : `event: ${name}\n`}data: ${data}\n\n`;
}

function streamOf(source: LiveSource, log: ApiDeps["log"]): ReadableStream<Uint8Array> {
  const { streams } = processState();
  const encoder = new TextEncoder();
  let head = `retry: ${backAfterMs()}\n`;
  let woken = true;
  let asking = false;
  let silent = false;
  let taken = true;
  let stream: LiveStream;
  let flush: () => Promise<void>;
  let release: () => boolean;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const hasRoom = () => (controller.desiredSize ?? 0) > 0;
      const send = (text: string) => {
        controller.enqueue(encoder.encode(head + text));
        head = "";
        silent = false;
      };
      flush = async () => {
        if (asking || !woken || !hasRoom()) return;
        [asking, woken] = [true, false];
        try {
          const news = await source.next();
          if (!streams.has(stream)) return;
          if (news === "over") stream.end();
          else if (news !== "nothing") send(textOf(news));
          // A comment, which no client hears.
          else if (silent || head) send(":\n\n");
        } catch (error) {
          log("warn", "a stream could not be told its news", { error: errorText(error) });
        } finally {
          asking = false;
        }
        await flush();
      };
      const timer = setInterval(() => {
        if (!hasRoom() && !taken) return stream.end();
        [taken, silent, woken] = [false, true, true];
        void flush();
      }, SIGN_OF_LIFE_MS).unref();
      release = () => {
        if (!streams.delete(stream)) return false;
        clearInterval(timer);
        source.ended(stream);
        return true;
      };
      stream = {
        wake() {
          woken = true;
          void flush();
        },
        end: () => release() && controller.close(),
      };
      streams.add(stream);
      source.opened(stream);
      void flush();
    },
    pull() {
      taken = true;
      void flush();
    },
    cancel: () => void release(),
  });
}

/** Ends every stream, so that a process that stops need not wait for its readers; they come back by themselves. */
export function closeLiveStreams(): void {
  for (const stream of processState().streams) stream.end();
}

/** Looks on behalf of all who listen in this process, again and again for as long as anybody does. */
export function keepLooking(
  who: { looking: boolean },
  look: { readonly everyMs: number; readonly isNeeded: () => boolean; readonly once: () => Promise<void> },
  log: ApiDeps["log"],
): void {
  if (who.looking) return;
  who.looking = true;
  const again = async () => {
    try {
      await look.once();
    } catch (error) {
      log("warn", "a look for live news failed", { error: errorText(error) });
    }
    if (look.isNeeded()) setTimeout(again, look.everyMs).unref();
    else who.looking = false;
  };
  setTimeout(again, look.everyMs).unref();
}
