import { Agent, createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { passSocket } from "./gate-sockets.ts";

/** What the network does to a request. */
export type Fault =
  | { readonly kind: "none" }
  /** Connections are refused before a byte is read. */
  | { readonly kind: "down" }
  /** The request is taken and never answered. */
  | { readonly kind: "hang" }
  | { readonly kind: "status"; readonly status: number; readonly body?: string; readonly type?: string }
  | { readonly kind: "delay"; readonly ms: number }
  /** The request goes on when the promise resolves. */
  | { readonly kind: "wait"; readonly until: Promise<void> }
  /** The server does its work; its answer is lost on the way back. */
  | { readonly kind: "lose-answer" }
  /** The server does its work; its answer stays on the way. */
  | { readonly kind: "keep-answer" }
  /** Something on the way adds to the body; status and headers stay, as with a bad disk in a cache. */
  | { readonly kind: "spoil"; readonly added: string }
  /** The request goes on with other headers, as if somebody else had written it. */
  | { readonly kind: "rewrite"; readonly headers: Readonly<Record<string, string>> };

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** What the shop itself answered, once it has. */
  status?: number;
}

/** A proxy in front of the shop that can misbehave like a network, for page and worker alike and in every browser. */
export interface Gate {
  readonly origin: string;
  /** Every request that came in, also those that were not let through. */
  readonly seen: Seen[];
  /** What happens to all requests from now on. */
  set(fault: Fault): void;
  /** What happens to the next `times` requests that match; they resolve the returned promise when they have happened. */
  next(match: (request: Seen) => boolean, fault: Fault, times?: number): Promise<void>;
  /** Keeps back every request that matches until it is released. */
  hold(match: (request: Seen) => boolean): { release(): void };
  close(): Promise<void>;
}

export const isScript = ({ path }: Pick<Seen, "path">) => path.endsWith(".js");

interface Planned {
  readonly match: (request: Seen) => boolean;
  readonly fault: Fault;
  /** How many are still to come. */
  left: number;
  /** How many of all have not happened yet. */
  open: number;
  readonly done: () => void;
}

export async function openGate(shopOrigin: string): Promise<Gate> {
  const target = new URL(shopOrigin);
  // A connection that was open before a deploy leads to the older host once more: here every request has its own.
  const agent = new Agent({ keepAlive: false });
  const sockets = new Set<Socket>();
  const seen: Seen[] = [];
  const plans: Planned[] = [];
  let general: Fault = { kind: "none" };

  const faultFor = (request: Seen): { fault: Fault; done: () => void } => {
    const plan = plans.find(({ left, match }) => left > 0 && match(request));
    if (!plan) return { fault: general, done: () => {} };
    plan.left -= 1;
    const done = () => {
      plan.open -= 1;
      if (plan.open === 0) plan.done();
    };
    return { fault: plan.fault, done };
  };

  const pass = (facts: Seen, request: IncomingMessage, response: ServerResponse, fault: Fault, done: () => void) => {
    const headers = { ...request.headers };
    // A compressed body cannot be added to.
    if (fault.kind === "spoil") delete headers["accept-encoding"];
    if (fault.kind === "rewrite") Object.assign(headers, fault.headers);
    const upstream = forward(
      { agent, host: target.hostname, port: target.port, method: request.method, path: request.url, headers },
      (answer) => {
        facts.status = answer.statusCode;
        if (fault.kind === "lose-answer" || fault.kind === "keep-answer") {
          answer.resume().once("end", () => {
            if (fault.kind === "lose-answer") request.socket.destroy();
            done();
          });
          return;
        }
        if (fault.kind === "spoil") {
          const { "content-length": _length, ...rest } = answer.headers;
          response.writeHead(answer.statusCode ?? 502, rest);
          answer.pipe(response, { end: false });
          answer.once("end", () => {
            response.end(fault.added);
            done();
          });
          return;
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        answer.once("end", done);
      },
    );
    upstream.once("error", () => request.socket.destroy());
    response.once("close", () => upstream.destroy());
    request.pipe(upstream);
  };

  const server = createServer((request, response) => {
    const facts: Seen = { method: request.method ?? "GET", path: request.url ?? "/", headers: request.headers };
    seen.push(facts);
    const { fault, done } = faultFor(facts);
    if (fault.kind === "down") {
      request.socket.destroy();
      done();
    } else if (fault.kind === "hang") {
      done();
    } else if (fault.kind === "status") {
      request.resume();
      response.writeHead(fault.status, { "Content-Type": fault.type ?? "text/plain" }).end(fault.body ?? "");
      done();
    } else if (fault.kind === "delay") {
      setTimeout(() => pass(facts, request, response, fault, done), fault.ms);
    } else if (fault.kind === "wait") {
      void fault.until.then(() => pass(facts, request, response, fault, done));
    } else {
      pass(facts, request, response, fault, done);
    }
  });
  server.on("upgrade", (request, socket: Socket, head: Buffer) => {
    const facts: Seen = { method: request.method ?? "GET", path: request.url ?? "/", headers: request.headers };
    seen.push(facts);
    const { fault, done } = faultFor(facts);
    if (fault.kind === "none") passSocket(target, request, socket, head);
    else socket.destroy();
    done();
  });
  server.on("connection", (socket) => {
    if (general.kind === "down") {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://localhost:${port}`,
    seen,
    set(fault) {
      general = fault;
      // A cut network cuts what is under way, too.
      if (fault.kind === "down") for (const socket of sockets) socket.destroy();
    },
    next(match, fault, times = 1) {
      return new Promise((resolve) => {
        plans.push({ match, fault, left: times, open: times, done: resolve });
      });
    },
    hold(match) {
      const { promise: until, resolve } = Promise.withResolvers<void>();
      const always = { left: Number.POSITIVE_INFINITY, open: Number.POSITIVE_INFINITY };
      const plan: Planned = { match, fault: { kind: "wait", until }, ...always, done: () => {} };
      plans.push(plan);
      return {
        release() {
          plan.left = 0;
          resolve();
        },
      };
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
