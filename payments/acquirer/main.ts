import { startAcquirer } from "./start.ts";

const DEFAULT_PORT = 4242;

const acquirer = await startAcquirer({
  dataDir: process.env.DATA_DIR ?? ".data",
  port: Number(process.env.ACQUIRER_PORT ?? DEFAULT_PORT),
  shopOrigin: process.env.SHOP_ORIGIN ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`,
});
console.log(`Harbour Pay, the test acquirer, answers at ${acquirer.origin}`);

const end = () => void acquirer.close().then(() => process.exit(0));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
// A shop that was killed cannot end its acquirer, and the next one would be refused beside it.
process.once("disconnect", end);
