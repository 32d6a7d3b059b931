import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{protocol,domain,db,api,app,offline,sw,payments,jobs,edge,server,scripts,load}/**/*.test.ts"],
    environment: "node",
    pool: "forks",
    // One less than there are by default, which on a machine of two is one.
    maxWorkers: availableParallelism(),
    testTimeout: 20_000,
  },
});
