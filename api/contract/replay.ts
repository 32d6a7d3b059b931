import { browser, type TestApi } from "../test-kit.ts";

/** A request as a page of its time sent it; `{order}` stands for the id of the order placed last. */
export interface Sent {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A request with what it was answered; what differs from run to run is masked. */
export interface Exchange {
  readonly sent: Sent;
  readonly status: number;
  readonly body: unknown;
}

const MASKS: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<uuid>"],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "<time>"],
  [/"number":"[^"]+"/g, '"number":"<number>"'],
];

function masked(text: string): unknown {
  return JSON.parse(MASKS.reduce((rest, [pattern, mask]) => rest.replaceAll(pattern, mask), text));
}

/** Sends the requests one after the other, as one shopper who speaks this version of the API. */
export async function exchange(shop: TestApi, version: number, requests: readonly Sent[]): Promise<Exchange[]> {
  const shopper = browser(shop.api);
  const exchanges: Exchange[] = [];
  let order = "";
  for (const sent of requests) {
    const path = sent.path.replace("{order}", order);
    const headers = { "X-API-Version": String(version), ...sent.headers };
    const answer =
      sent.method === "GET" ? await shopper.get(path, { headers }) : await shopper.post(path, sent.body ?? {}, headers);
    order = answer.headers.get("Location")?.split("/").at(-1) ?? order;
    exchanges.push({ sent, status: answer.status, body: masked(await answer.text()) });
  }
  return exchanges;
}
