import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{protocol,domain,db,api,app,offline,sw,payments,jobs,edge,server,scripts,load}/**/*.test.ts"],
    environment: "node",
    pool: "forks",
    testTimeout: 20_000,
  },
});
