import * as Y from "yjs";
import { syncCart } from "../../db/queries/carts.ts";
import { type HammerResult, hammer, median, type Shot } from "../lib/hammer.ts";
import type { Ratio } from "../lib/report.ts";
import { openStand, type Stand } from "../lib/stand.ts";
import { type StormCart, stormCarts } from "../lib/storm-carts.ts";

const CARTS = 10_000;
const ROUNDS = 3;
const CONNECTIONS = 256;
const SEED = 20261127;

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

async function fill(stand: Stand, carts: readonly StormCart[]): Promise<void> {
  await stand.withBooks((store) =>
    Promise.all(
      carts.map(async ({ id, owner, state }) => {
        const sync = { owner, cartId: id, updates: [state], stateVector: null, epoch: 0, own: null, now: Date.now() };
        const { kind } = await syncCart(store, sync);
        if (kind !== "synced") throw new Error(`a cart was ${kind} before the storm`);
      }),
    ),
  );
}

/** Bodies made beforehand, so that making them is not measured. */
function shotsOf(origin: string, carts: readonly StormCart[], round: number): Shot[] {
  return carts.map(({ id, owner, rounds }) => {
    const { update, stateVector } = rounds[round] ?? { update: new Uint8Array(), stateVector: new Uint8Array() };
    return {
      method: "POST",
      path: `/api/carts/${id}/sync`,
      headers: { "Content-Type": "application/json", Origin: origin, Cookie: `__Host-device=${owner}` },
      body: JSON.stringify({ stateVector: base64(stateVector), updates: [base64(update)], epoch: 0 }),
    };
  });
}

/** The least that anybody has to do: load, apply, encode what is to be kept. Answers carts per second. */
function bareLoop(states: readonly Uint8Array[], carts: readonly StormCart[], round: number): number {
  const began = performance.now();
  for (const [index, cart] of carts.entries()) grown(states[index] ?? cart.state, cart, round);
  return (carts.length * 1_000) / (performance.now() - began);
}

function grown(state: Uint8Array, cart: StormCart, round: number): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  Y.applyUpdate(doc, cart.rounds[round]?.update ?? new Uint8Array());
  return Y.encodeStateAsUpdate(doc);
}

/** Everybody comes back at once: each device with what it changed offline, against a bare loop over the same documents. */
export async function benchStorm(): Promise<{ title: string; ratios: Ratio[] }> {
  // The first round warms both sides up and is not counted.
  const carts = stormCarts(CARTS, ROUNDS + 1, SEED);
  const stand = await openStand({ stock: 1 });
  try {
    await fill(stand, carts);
    const { origin } = stand.server();
    let states = carts.map((cart) => cart.state);
    const storms: HammerResult[] = [];
    const loops: number[] = [];
    let failures = 0;
    for (let round = 0; round <= ROUNDS; round += 1) {
      const shots = shotsOf(origin, carts, round);
      const none: Shot = { method: "GET", path: "/api/health" };
      // Once before and once after, so that whatever else the machine does meets both sides alike.
      const before = bareLoop(states, carts, round);
      const storm = await hammer(origin, {
        count: CARTS,
        connections: CONNECTIONS,
        shot: (index) => shots[index] ?? none,
      });
      const after = bareLoop(states, carts, round);
      failures += CARTS - (storm.statuses[200] ?? 0);
      states = carts.map((cart, index) => grown(states[index] ?? cart.state, cart, round));
      if (round === 0) continue;
      storms.push(storm);
      loops.push((before + after) / 2);
    }
    const rate = Math.round(median(storms.map((storm) => storm.perSecond)));
    const bytes = Math.round(median(states.map((state) => state.byteLength)));
    return {
      title: "A reconnect storm",
      ratios: [
        {
          name: "syncs without a 200",
          value: failures,
          atMost: 0,
          detail: `${(ROUNDS + 1) * CARTS} syncs of ${CARTS} carts, ${CONNECTIONS} connections, one process`,
        },
        {
          name: "syncs per second ÷ a bare loop that loads, applies and encodes the same documents",
          value: median(storms.map((storm, index) => storm.perSecond / (loops[index] ?? 1))),
          atLeast: 0.3,
          detail:
            `${rate}/s against ${Math.round(median(loops))}/s, documents of ${bytes} bytes, ` +
            `p99 ${median(storms.map((storm) => storm.p99)).toFixed(0)} ms, median of ${ROUNDS} interleaved rounds`,
        },
      ],
    };
  } finally {
    await stand.stop();
  }
}
