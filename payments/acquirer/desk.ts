import { localAcquirerOrigin, localAcquirerSettings } from "./settings.ts";

export interface DeskCharge {
  /** The order that it was made for. */
  readonly reference: string | null;
  /** In minor units. */
  readonly amount: number;
  readonly refunded: boolean;
}

/** The local acquirer from outside: its pages as a shopper fills them in, and its test controls. */
export interface Desk {
  readonly origin: string;
  /** Sends the form of this page, to pay or to keep a card; the answer is not followed. */
  pay(url: string, number?: string): Promise<Response>;
  /** Asks a test control, or tells it something. */
  control(path: string, body?: unknown): Promise<Response>;
  charges(): Promise<DeskCharge[]>;
}

export const GOOD_CARD = "4242 4242 4242 4242";
export const DECLINED_CARD = "4000 0000 0000 0002";

export function cardForm(number: string): URLSearchParams {
  return new URLSearchParams({ number, expiry: "12/49", cvc: "123" });
}

/** The desk of the acquirer that runs for this data directory; throws where none was ever started. */
export function openDesk(dataDir: string): Desk {
  const origin = localAcquirerOrigin(dataDir);
  if (origin === null) throw new Error(`no test acquirer was ever started in ${dataDir}`);
  const headers = { Authorization: `Bearer ${localAcquirerSettings(dataDir).controlSecret}` };
  const control: Desk["control"] = (path, body) => {
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    return fetch(`${origin}/_control/${path}`, { headers, ...init });
  };
  return {
    origin,
    control,
    pay: (url, number = GOOD_CARD) => fetch(url, { method: "POST", body: cardForm(number), redirect: "manual" }),
    async charges() {
      const answer = await control("charges");
      if (!answer.ok) throw new Error(`the acquirer tells no charges: ${answer.status}`);
      return ((await answer.json()) as { charges: DeskCharge[] }).charges;
    },
  };
}
