import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { addUnits, documentLines, type OwnCounters, ownCounters, reapplyCounters, setUnits } from "./document.ts";
import { type ServerCart, syncServerCart } from "./server-cart.ts";
import { unitSetOracle } from "./unit-set.test-suite.ts";

/** HOLDFAST_LONG runs all histories; the seed and the path of a failed one are in its report. */
const HISTORIES = process.env.HOLDFAST_LONG === "1" ? 10_000 : 120;
const SEED = 20261127;
/** So short that histories of a few sessions pass through several epochs. */
const EPOCH_BYTES = 150;

const SKUS = ["ROPE-10", "LAMP-RED"];
const NAMES = ["phone1", "laptop", "tablet"];
const SERVER = "server";

/** A device that speaks with the server alone, as `offline/settle-cart.ts` and `app/device/cart-document.ts` do. */
interface Device {
  readonly name: string;
  doc: Y.Doc;
  epoch: number;
  /** What has been written since the last answer that took it. */
  unsent: Uint8Array[];
  own: OwnCounters;
}

/** What becomes of one sync: also an edit that is made while it is under way. */
const fate = fc.constantFrom("arrives", "arrives", "arrives", "request-lost", "answer-lost", "edited-meanwhile");
const who = fc.nat({ max: NAMES.length - 1 });
const sku = fc.constantFrom(...SKUS);
const step = fc.oneof(
  fc.record({ do: fc.constant("add" as const), who, sku, amount: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ do: fc.constant("set" as const), who, sku, amount: fc.integer({ min: 0, max: 110 }) }),
  // The device's process ends so often, with an edit in between: it opens what it has stored in a new document.
  fc.record({ do: fc.constant("reopen" as const), who, sku, times: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ do: fc.constant("sync" as const), who, sku, fate }),
  fc.record({ do: fc.constant("sync" as const), who, sku, fate }),
);

test(`${HISTORIES} histories over several epochs lose nothing and count nothing twice`, { timeout: 3_600_000 }, () => {
  let epochs = 0;
  let carried = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (history) => {
      const oracle = unitSetOracle();
      const devices = NAMES.map(
        (name): Device => ({ name, doc: new Y.Doc(), epoch: 0, unsent: [], own: { counters: {}, former: {} } }),
      );
      let stored: ServerCart | null = null;
      const units = ({ doc }: Device, of: string) => documentLines(doc).find((line) => line.sku === of)?.quantity ?? 0;

      const write = (device: Device, change: (doc: Y.Doc) => unknown) => {
        const collect = (update: Uint8Array) => device.unsent.push(update);
        device.doc.on("update", collect);
        change(device.doc);
        device.doc.off("update", collect);
        device.own = ownCounters(device.doc, device.name);
      };
      const edit = (device: Device, of: string, wanted: number) => {
        oracle.want(device.name, 0, of, wanted);
        write(device, (doc) => setUnits(doc, device.name, of, wanted));
      };

      const sync = (device: Device, of: string, what: string, carry: boolean): void => {
        const sent = device.unsent.length;
        if (what === "request-lost") return;
        const synced = syncServerCart(
          stored,
          {
            owner: `owner of ${device.name}`,
            updates: carry ? [] : device.unsent,
            stateVector: carry ? null : Y.encodeStateVector(device.doc),
            epoch: device.epoch,
            own: carry ? device.own : null,
          },
          EPOCH_BYTES,
        );
        if (!synced.ok) throw new Error(`refused: ${synced.reason}`);
        if (stored && synced.cart.epoch > stored.epoch) epochs += 1;
        stored = synced.cart;
        const { answer } = synced;
        if (answer.taken) oracle.tell(device.name, SERVER);
        if (what === "answer-lost") return;

        if (what === "edited-meanwhile") edit(device, of, units(device, of) + 1);
        if (answer.taken) device.unsent.splice(0, sent);
        const replaces = carry || answer.epoch !== device.epoch;
        // What the device alone has goes over as counters, before the server's document takes the place of its own.
        if (replaces && device.unsent.length > 0) {
          carried += 1;
          sync(device, of, "arrives", true);
          return;
        }
        if (replaces) device.doc = new Y.Doc();
        device.epoch = answer.epoch;
        Y.applyUpdate(device.doc, answer.update);
        const { own } = device;
        write(device, (doc) => reapplyCounters(doc, own));
        oracle.tell(SERVER, device.name);
      };

      for (const action of history) {
        const device = devices[action.who];
        if (!device) continue;
        if (action.do === "add") {
          oracle.want(device.name, 0, action.sku, units(device, action.sku) + action.amount);
          write(device, (doc) => addUnits(doc, device.name, action.sku, action.amount));
        } else if (action.do === "set") {
          edit(device, action.sku, action.amount);
        } else if (action.do === "reopen") {
          for (let time = 1; time <= action.times; time += 1) {
            const rows = Y.encodeStateAsUpdate(device.doc);
            device.doc = new Y.Doc();
            Y.applyUpdate(device.doc, rows);
            if (time > 1) edit(device, action.sku, units(device, action.sku) > 50 ? time : 99 - time);
          }
        } else {
          sync(device, action.sku, action.fate, false);
        }
        for (const of of SKUS) expect(units(device, of)).toBe(oracle.shown(device.name, of));
      }

      // In the end everybody is online: one round brings all to the server, another from there to all.
      for (const device of [...devices, ...devices]) sync(device, SKUS[0] ?? "", "arrives", false);
      for (const device of devices) {
        expect(device.unsent).toEqual([]);
        expect(documentLines(device.doc)).toEqual(documentLines(devices[0]?.doc ?? new Y.Doc()));
        for (const of of SKUS) expect(units(device, of)).toBe(oracle.shown(SERVER, of));
      }
    }),
    { seed: SEED, numRuns: HISTORIES },
  );
  expect(epochs).toBeGreaterThan(HISTORIES);
  expect(carried).toBeGreaterThan(HISTORIES / 10);
});
