import { describe, expect, test } from "vitest";
import { problemAnswer } from "./device.test-suite.ts";
import { drain } from "./drain.ts";
import { getOrder, takeBackOrder } from "./orders.ts";
import { sendingDevice } from "./queued.test-suite.ts";

const phone = sendingDevice();
const { ports, queue } = phone;

describe("taking an order back", () => {
  test("before it was sent it is simply gone", async () => {
    const key = await queue();
    expect(await takeBackOrder(phone.db, key, phone.now)).toBe("cancelled");
    await drain(ports());
    expect(phone.server.seen).toHaveLength(0);
    expect(await getOrder(phone.db, key)).toMatchObject({ state: "cancelled" });
  });

  test("when it may have arrived, the server is asked and the order cancelled there", async () => {
    const key = await queue();
    phone.server.fates.push("answer-lost");
    await drain(ports());
    expect(await takeBackOrder(phone.db, key, phone.now)).toBe("asking");
    expect(await getOrder(phone.db, key)).toMatchObject({ state: "queued", cancelling: true });
    await drain(ports());
    expect(phone.server.orders.get(key)?.status).toBe("cancelled");
    expect(await getOrder(phone.db, key)).toMatchObject({ state: "cancelled", cancelling: false });
    expect(await phone.db.count("outbox")).toBe(0);
  });

  test("a placed one that can no longer be changed says so and stays", async () => {
    const key = await queue();
    await drain(ports());
    phone.server.fates.push(() => problemAnswer("not-cancellable"));
    expect(await takeBackOrder(phone.db, key, phone.now)).toBe("asking");
    await drain(ports());
    expect(await getOrder(phone.db, key)).toMatchObject({
      state: "confirmed",
      cancelling: false,
      problem: { code: "not-cancellable" },
    });
  });

  test("a refused one ends here", async () => {
    const key = await queue();
    phone.server.fates.push(() => problemAnswer("price-changed"));
    await drain(ports());
    expect(await takeBackOrder(phone.db, key, phone.now)).toBe("cancelled");
    expect(await phone.db.count("outbox")).toBe(0);
  });

  test("one that was asked back and then refused is gone", async () => {
    const key = await queue();
    phone.server.fates.push("unreachable", () => problemAnswer("out-of-stock"));
    await drain(ports());
    await takeBackOrder(phone.db, key, phone.now);
    await drain(ports());
    expect(await getOrder(phone.db, key)).toMatchObject({ state: "cancelled", cancelling: false });
    expect(await phone.db.count("outbox")).toBe(0);
  });
});
