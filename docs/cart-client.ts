import * as Y from "yjs";

/** A client of the shop's cart that knows nothing of the shop but `docs/cart-protocol.md`. */
export interface CartClientOptions {
  readonly origin: string;
  readonly cartId: string;
  /** What another program of the same person was given; null for somebody new. */
  readonly cookie?: string | null;
  readonly tag?: string;
}

export interface Answer {
  readonly update: string;
  readonly stateVector: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly epoch: number;
  readonly taken: boolean;
}

type Counters = Record<string, number>;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));
const newTag = (): string =>
  base64(crypto.getRandomValues(new Uint8Array(5)))
    .replace(/[+/]/g, "-")
    .slice(0, 6);

export class CartClient {
  readonly origin: string;
  readonly cartId: string;
  readonly tag: string;
  cookie: string | null;
  epoch = 0;
  doc = new Y.Doc();
  unsent: Uint8Array[] = [];

  constructor({ origin, cartId, cookie = null, tag = newTag() }: CartClientOptions) {
    [this.origin, this.cartId, this.cookie, this.tag] = [origin, cartId, cookie, tag];
  }

  add(sku: string, units: number): void {
    const key = `${sku}|${this.tag}`;
    this.#write({ [key]: (this.#counters()[key] ?? 0) + units });
  }

  remove(sku: string, units: number): void {
    const raised: Counters = {};
    let wanted = units;
    for (const { adder, added, removed } of this.#adders(sku)) {
      const taken = Math.min(wanted, Math.max(0, added - removed));
      if (taken > 0) raised[`${sku}|${adder}|${this.tag}`] = removed + taken;
      wanted -= taken;
    }
    this.#write(raised);
  }

  lines(): { sku: string; quantity: number }[] {
    const skus = new Set(Object.keys(this.#counters()).map((key) => key.split("|")[0] ?? ""));
    return [...skus]
      .sort()
      .map((sku) => {
        const left = this.#adders(sku).reduce((sum, { added, removed }) => sum + Math.max(0, added - removed), 0);
        return { sku, quantity: Math.min(99, left) };
      })
      .filter((line) => line.quantity > 0);
  }

  /** Brings both sides up to date; throws what the shop refused, and then nothing has changed here either. */
  async sync(): Promise<Answer> {
    const sent = this.unsent.length;
    const answer = await this.send({
      stateVector: base64(Y.encodeStateVector(this.doc)),
      updates: this.unsent.map(base64),
      epoch: this.epoch,
    });
    if (answer.epoch === this.epoch) {
      Y.applyUpdate(this.doc, bytesOf(answer.update));
      this.unsent.splice(0, sent);
      return answer;
    }
    if (answer.taken) return this.#begin(answer);
    return this.#begin(await this.send({ stateVector: null, updates: [], epoch: this.epoch, own: this.#own() }));
  }

  async send(body: object): Promise<Answer> {
    const headers = new Headers({ "Content-Type": "application/json" });
    if (this.cookie !== null) {
      headers.set("Cookie", this.cookie);
      headers.set("Origin", this.origin);
    }
    const url = `${this.origin}/api/carts/${this.cartId}/sync`;
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    const [given] = response.headers.getSetCookie();
    if (given !== undefined) this.cookie = given.split(";")[0] ?? null;
    if (response.ok) return response.json() as Promise<Answer>;
    const problem = (await response.json()) as { code: string; detail?: string };
    throw new Error(`${response.status} ${problem.code}: ${problem.detail}`);
  }

  /** Another epoch: its document takes the place of this one, and keeps what this device counted meanwhile. */
  #begin(answer: Answer): Answer {
    const { counters } = this.#own();
    [this.doc, this.epoch, this.unsent] = [new Y.Doc(), answer.epoch, []];
    Y.applyUpdate(this.doc, bytesOf(answer.update));
    const now = this.#counters();
    this.#write(Object.fromEntries(Object.entries(counters).filter(([key, value]) => value > (now[key] ?? 0))));
    return answer;
  }

  #write(raised: Counters): void {
    const told = (update: Uint8Array) => this.unsent.push(update);
    this.doc.on("update", told);
    this.doc.transact(() => {
      for (const [key, value] of Object.entries(raised)) this.doc.getMap("c2").set(key, value);
    });
    this.doc.off("update", told);
  }

  #own(): { counters: Counters; former: Counters } {
    const own = Object.entries(this.#counters()).filter(([key]) => key.endsWith(`|${this.tag}`));
    return { counters: Object.fromEntries(own), former: {} };
  }

  #counters(): Counters {
    return this.doc.getMap("c2").toJSON();
  }

  #adders(sku: string): { adder: string; added: number; removed: number }[] {
    const counters = Object.entries(this.#counters()).map(([key, value]) => ({ parts: key.split("|"), value }));
    return counters
      .filter(({ parts }) => parts[0] === sku && parts.length === 2)
      .map(({ parts: [, adder = ""], value }) => {
        const removals = counters.filter(({ parts }) => parts[0] === sku && parts[1] === adder && parts.length === 3);
        return { adder, added: value, removed: Math.max(0, ...removals.map((removal) => removal.value)) };
      })
      .sort((one, other) => (one.adder < other.adder ? -1 : 1));
  }
}
