import { failSafe, isStorageFailure } from "./trust.ts";

/** Runs what answers a request; when storage fails under it, the network answers, and from then on it alone does (I1). */
export async function safely(event: FetchEvent, answer: (event: FetchEvent) => Promise<Response>): Promise<Response> {
  try {
    return await answer(event);
  } catch (error) {
    // A miss that rejects is an answer, too (C8, C11).
    if (!isStorageFailure(error)) throw error;
    failSafe(error);
    return fetch(event.request);
  }
}
