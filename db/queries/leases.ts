import { and, eq, lte, or } from "drizzle-orm";
import type { Store } from "../store.ts";

interface LeaseRequest {
  readonly name: string;
  /** Names this process; unique among all that share the database. */
  readonly holder: string;
  readonly now: number;
  readonly forMs: number;
}

/** Takes or renews the right to run a background job; false while another holder's lease has not ended. */
export function takeLease(store: Store, { name, holder, now, forMs }: LeaseRequest): Promise<boolean> {
  return store.tx(async ({ q, t: { lease } }) => {
    const until = now + forMs;
    const held = await q
      .insert(lease)
      .values({ name, holder, until })
      .onConflictDoUpdate({
        target: lease.name,
        set: { holder, until },
        setWhere: or(eq(lease.holder, holder), lte(lease.until, now)),
      })
      .returning({ holder: lease.holder });
    return held.length > 0;
  });
}

/** Gives a lease back early, so that the next holder need not wait for its end. */
export function dropLease(store: Store, { name, holder }: Pick<LeaseRequest, "name" | "holder">): Promise<void> {
  return store.tx(async ({ q, t: { lease } }) => {
    await q.delete(lease).where(and(eq(lease.name, name), eq(lease.holder, holder)));
  });
}
