import { createHmac } from "node:crypto";
import * as z from "zod/mini";
import { forgetCard, getStoredCard, storeCard } from "../db/queries/stored-cards.ts";
import { cardPageRequest, type KeptCardAnswer, keptCardRequest } from "../protocol/cards.ts";
import { privateJson } from "./answers.ts";
import { readJson } from "./body.ts";
import type { Api, ApiContext, ApiDeps } from "./context.ts";
import { deviceCookie, getDevice, newDevice } from "./device.ts";
import { requestOrigin } from "./origin.ts";
import { ApiProblem } from "./problem.ts";

/** P4: a card kept with the acquirer beforehand pays for orders that are made without a network. */
export function cards(api: Api, deps: ApiDeps): void {
  api.get("/api/cards", async (context) => {
    const owner = getDevice(context, deps);
    return privateJson(await answerOf(deps, owner));
  });

  api.post("/api/cards", async (context) => {
    const { currency } = await readJson(context, cardPageRequest);
    const known = getDevice(context, deps);
    const owner = known ?? newDevice();
    const back = `${requestOrigin(context, deps)}/checkout/delivery`;
    const page = await deps.payments.createCardPage({
      owner: labelOf(owner, deps),
      currency,
      successUrl: `${back}?kept={CHECKOUT_SESSION_ID}`,
      cancelUrl: back,
    });
    const headers: Record<string, string> = known === null ? { "Set-Cookie": deviceCookie(context, deps, owner) } : {};
    return privateJson(page, { headers });
  });

  api.post("/api/cards/kept", async (context) => {
    const { page } = await readJson(context, keptCardRequest);
    const owner = requireOwner(context, deps);
    const card = await deps.payments.getKeptCard(page, labelOf(owner, deps));
    if (card === null) throw new ApiProblem("not-found", { detail: "No card was kept on that page." });
    await storeCard(await deps.getStore(), owner, card, deps.now());
    return privateJson(await answerOf(deps, owner));
  });

  api.post("/api/cards/forget", async (context) => {
    await readJson(context, z.strictObject({}));
    const owner = requireOwner(context, deps);
    await forgetCard(await deps.getStore(), owner);
    return privateJson(await answerOf(deps, owner));
  });
}

async function answerOf(deps: ApiDeps, owner: string | null): Promise<KeptCardAnswer> {
  const { read } = await deps.getStore();
  const card = owner === null ? null : await getStoredCard(read, owner);
  return { card: card && { brand: card.brand, last4: card.last4 } };
}

/** The acquirer needs a name for the owner, and the device id is a secret of its cookie. */
function labelOf(owner: string, { secret }: ApiDeps): string {
  return createHmac("sha256", secret).update(`card owner ${owner}`).digest("hex").slice(0, 32);
}

function requireOwner(context: ApiContext, deps: ApiDeps): string {
  const owner = getDevice(context, deps);
  if (owner === null) throw new ApiProblem("not-found", { detail: "This device keeps no card." });
  return owner;
}
