import { openStore, type Store } from "../../db/store.ts";

/** Runs a command on the shop's database, open or not, and lets go of it; a refusal is one plain line and exit code 1. */
export async function withStore(command: (store: Store) => Promise<void>): Promise<void> {
  try {
    const store = await openStore({ databaseUrl: process.env.DATABASE_URL || undefined, seed: true });
    try {
      await command(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
