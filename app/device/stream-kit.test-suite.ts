import { vi } from "vitest";

/** An EventSource that a test answers for. */
export class PretendedSource {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  static opened: PretendedSource[] = [];

  readonly url: string;
  readyState = PretendedSource.CONNECTING;
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly #named = new Map<string, (event: { readonly data: string }) => void>();

  constructor(url: string) {
    this.url = url;
    PretendedSource.opened.push(this);
  }

  /** Those that a browser would still hold. */
  static get open(): PretendedSource[] {
    return PretendedSource.opened.filter(({ readyState }) => readyState !== PretendedSource.CLOSED);
  }

  addEventListener(name: string, listener: (event: { readonly data: string }) => void): void {
    this.#named.set(name, listener);
  }

  /** An event with a name. */
  tellNamed(name: string, data: string): void {
    if (this.readyState !== PretendedSource.OPEN) this.answer();
    this.#named.get(name)?.({ data });
  }

  answer(): void {
    this.readyState = PretendedSource.OPEN;
    this.onopen?.();
  }

  tell(data: string): void {
    if (this.readyState !== PretendedSource.OPEN) this.answer();
    this.onmessage?.({ data });
  }

  /** The connection broke; the browser comes back by itself. */
  breakOff(): void {
    this.readyState = PretendedSource.CONNECTING;
    this.onerror?.();
  }

  /** The shop answered with something that is no stream. */
  refuse(): void {
    this.readyState = PretendedSource.CLOSED;
    this.onerror?.();
  }

  close(): void {
    this.readyState = PretendedSource.CLOSED;
  }
}

/** Puts the test's EventSource, and a page to listen on, in place of the browser's. */
export function pretendPage() {
  PretendedSource.opened = [];
  const page = new EventTarget();
  const doc = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("EventSource", PretendedSource);
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  vi.stubGlobal("document", doc);
  return {
    happens: (name: string) => page.dispatchEvent(new Event(name)),
    show(state: "visible" | "hidden") {
      doc.visibilityState = state;
      doc.dispatchEvent(new Event("visibilitychange"));
    },
  };
}
