import { isWorkerToPage, type PageToWorker } from "../../protocol/messages.ts";
import { BASE_PATH } from "./base-path.ts";

const PATIENCE_MS = 8_000;

/** Asks the worker for something that it answers with DONE; false without a worker, or when it does not answer in time. */
export async function askWorker(message: PageToWorker): Promise<boolean> {
  if (!("serviceWorker" in navigator)) return false;
  const registration = await navigator.serviceWorker.getRegistration(`${BASE_PATH}/`);
  const worker = registration?.active;
  if (!worker) return false;
  const { port1, port2 } = new MessageChannel();
  try {
    return await new Promise<boolean>((resolve) => {
      port1.onmessage = ({ data }: MessageEvent<unknown>) => resolve(isWorkerToPage(data) && data.type === "DONE");
      setTimeout(resolve, PATIENCE_MS, false);
      worker.postMessage(message, [port2]);
    });
  } finally {
    port1.close();
  }
}
