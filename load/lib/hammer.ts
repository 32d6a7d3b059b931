import { Agent, request as httpRequest } from "node:http";
import { requireLoopback } from "./loopback.ts";

export interface Shot {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HammerResult {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<number, number>>;
}

function fire(url: URL, agent: Agent, shot: Shot): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = shot.body ? { ...shot.headers, "Content-Length": Buffer.byteLength(shot.body) } : shot.headers;
    const request = httpRequest(
      { agent, host: url.hostname, port: url.port, method: shot.method, path: shot.path, headers },
      (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode ?? 0));
        response.once("error", reject);
      },
    );
    request.once("error", reject);
    request.end(shot.body);
  });
}

/** The smallest of the values that so great a share of them does not exceed; NaN of none. */
export function percentile(values: Iterable<number>, share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Sends `count` requests over `connections` kept-alive connections, closed loop; stops by itself. */
export async function hammer(
  origin: string,
  options: { readonly count: number; readonly connections: number; readonly shot: (index: number) => Shot },
): Promise<HammerResult> {
  const url = requireLoopback(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const times = new Float64Array(options.count);
  const statuses: Record<number, number> = {};
  let next = 0;
  const started = performance.now();
  const lane = async () => {
    while (next < options.count) {
      const index = next;
      next += 1;
      const began = performance.now();
      const status = await fire(url, agent, options.shot(index));
      times[index] = performance.now() - began;
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: options.connections }, lane));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return {
    requests: options.count,
    perSecond: options.count / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    statuses,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
