import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import * as z from "zod/mini";
import type { Book } from "./book.ts";
import type { Deliveries } from "./deliver.ts";

const disturbance = z.strictObject({ mode: z.enum(["fail", "hang", "hang-after"]), times: z.int().check(z.gte(0)) });

/** Makes the next API calls fail as an acquirer in trouble does. */
export interface Disturbances {
  set(wanted: z.infer<typeof disturbance>): void;
  disturb(): Promise<Response | null>;
  /** Like `disturb`, when what was asked for has been done. */
  disturbAfter(): Promise<Response | null>;
  /** Lets everything that hangs go. */
  close(): void;
}

export function disturbances(): Disturbances {
  let left = 0;
  let mode: "fail" | "hang" | "hang-after" = "fail";
  let released = Promise.withResolvers<void>();
  return {
    set(wanted) {
      released.resolve();
      released = Promise.withResolvers<void>();
      left = wanted.times;
      mode = wanted.mode;
    },
    async disturb() {
      if (left === 0 || mode === "hang-after") return null;
      left -= 1;
      if (mode === "hang") await released.promise;
      return inTrouble();
    },
    async disturbAfter() {
      if (left === 0 || mode !== "hang-after") return null;
      left -= 1;
      await released.promise;
      return inTrouble();
    },
    close: () => released.resolve(),
  };
}

function inTrouble(): Response {
  return Response.json({ error: { type: "api_error", message: "The acquirer is in trouble." } }, { status: 503 });
}

export interface ControlDeps {
  readonly book: Book;
  readonly controlSecret: string;
  readonly disturbances: Disturbances;
  readonly deliveries: Deliveries;
}

/**
 * For tests and the lab, behind a secret of its own: `POST disturb {mode, times}` makes the next API calls fail, hang, or charge and then hang,
 * `POST webhooks {paused}` holds events back, `GET charges` tells every charge ever made, and whether it was given back,
 * `GET waiting` how many events have not reached the shop.
 */
export function controls(deps: ControlDeps): Hono {
  const api = new Hono();
  api.use(async (context, next) => {
    const digest = (text: string) => createHash("sha256").update(text).digest();
    const given = digest(context.req.header("Authorization") ?? "");
    if (!timingSafeEqual(given, digest(`Bearer ${deps.controlSecret}`))) return context.text("Forbidden", 403);
    return next();
  });
  api.get("/", (context) => context.body(null, 204));
  api.post("/disturb", async (context) => {
    const wanted = z.safeParse(disturbance, await context.req.json());
    if (!wanted.success) return context.text("Send {mode: fail | hang | hang-after, times}.", 400);
    deps.disturbances.set(wanted.data);
    return context.body(null, 204);
  });
  api.post("/webhooks", async (context) => {
    const wanted = z.safeParse(z.strictObject({ paused: z.boolean() }), await context.req.json());
    if (!wanted.success) return context.text("Send {paused: true | false}.", 400);
    deps.deliveries.pause(wanted.data.paused);
    return context.body(null, 204);
  });
  api.get("/waiting", (context) => context.json({ waiting: deps.book.deliveries.size }));
  api.get("/charges", (context) => {
    const { charges, refunds } = deps.book;
    return context.json({ charges: charges.map((charge) => ({ ...charge, refunded: refunds.has(charge.id) })) });
  });
  return api;
}
