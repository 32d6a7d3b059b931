import { Agent, request as httpRequest } from "node:http";
import { request as httpsRequest, Agent as SecureAgent } from "node:https";

export interface Call {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What the network does to this call: the answer is lost when the server has given it, or the line breaks at once. */
  readonly fault?: "answer-lost" | "cut" | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const PATIENCE_MS = 15_000;

/** A client that does not mend anything by itself: what was lost stays lost, as on a phone in a lift. */
export interface Wire {
  readonly origin: string;
  /** The answer, or null where none came back. */
  call(call: Call): Promise<Answer | null>;
  close(): void;
}

export function openWire(origin: URL, connections: number): Wire {
  const secure = origin.protocol === "https:";
  const agent = new (secure ? SecureAgent : Agent)({ keepAlive: true, maxSockets: connections });
  const start = secure ? httpsRequest : httpRequest;

  const call = ({ method, path, headers, body, fault }: Call) =>
    new Promise<Answer | null>((resolve) => {
      const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
      const request = start(new URL(path, origin), { agent, method, headers: { ...headers, ...length } });
      const lost = () => {
        request.destroy();
        resolve(null);
      };
      request.setTimeout(PATIENCE_MS, lost);
      // A reset, a refusal and a broken pipe are all the same to a buyer: no answer.
      request.once("error", () => resolve(null));
      request.once("response", (response) => {
        if (fault === "answer-lost") return lost();
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        response.once("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
        response.once("aborted", () => resolve(null));
      });
      if (fault === "cut") request.once("finish", lost);
      request.end(body);
    });

  return { origin: origin.origin, call, close: () => agent.destroy() };
}
