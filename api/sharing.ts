import { createHash, randomBytes } from "node:crypto";
import * as z from "zod/mini";
import {
  getSharing,
  invite,
  joinCart,
  leaveCart,
  removeMember,
  revokeInvitation,
  type SharedCart,
} from "../db/queries/sharing.ts";
import { type Invitation, joinRequest, type Sharing } from "../protocol/sharing.ts";
import { shop } from "../shop.config.ts";
import { privateJson } from "./answers.ts";
import { createAttemptsByName, requireTurn } from "./attempts.ts";
import { readJson } from "./body.ts";
import { membersChanged } from "./cart-stream.ts";
import type { Api, ApiDeps } from "./context.ts";
import { deviceCookie, getDevice, newDevice } from "./device.ts";
import { noSuchCart, requireMember } from "./members.ts";
import { ApiProblem } from "./problem.ts";
import { processState } from "./process-state.ts";

const { maxMembers, invitationHours, invitationUses } = shop.policy;
/** Per owner and per device: far more than a family needs, too few to fill tables with. */
const LIMIT = { most: 30, withinMs: 10 * 60_000 } as const;

/** 256 random bits in base64url. */
const randomSecret = () => randomBytes(32).toString("base64url");
const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");

/** Y4: a cart is shared by a secret that its owner makes and can take back. */
export function sharing(api: Api, deps: ApiDeps): void {
  const attempts = createAttemptsByName(LIMIT);
  const limit = (name: string) => requireTurn(attempts.take(name, deps.now()));
  const tell = async (cartId: string, owner: string): Promise<Sharing> => {
    const told = await sharingFor(deps, cartId, owner);
    if (!told) throw noSuchCart();
    return told;
  };

  api.get("/api/carts/:id/members", async (context) => {
    const { cartId, owner } = await requireMember(context, deps);
    return privateJson(await tell(cartId, owner));
  });

  api.post("/api/carts/:id/invitation", async (context) => {
    await readJson(context, z.strictObject({}));
    const { cartId, owner } = await requireMember(context, deps);
    limit(owner);
    const secret = randomSecret();
    const now = deps.now();
    const invited = await invite(await deps.getStore(), {
      cartId,
      owner,
      secretHash: hashOf(secret),
      roomKey: randomSecret(),
      endsAt: now + invitationHours * 3_600_000,
      uses: invitationUses,
      now,
    });
    if (!invited) throw noSuchCart();
    const answer: Invitation = { secret, sharing: await tell(cartId, owner) };
    return privateJson(answer);
  });

  api.delete("/api/carts/:id/invitation", async (context) => {
    const { cartId, owner } = await requireMember(context, deps);
    if (!(await revokeInvitation(await deps.getStore(), cartId, owner))) throw noSuchCart();
    return privateJson(await tell(cartId, owner));
  });

  api.post("/api/carts/join", async (context) => {
    const { secret } = await readJson(context, joinRequest);
    const known = getDevice(context, deps);
    const owner = known ?? newDevice();
    limit(owner);
    const secretHash = hashOf(secret);
    const joined = await joinCart(await deps.getStore(), { owner, secretHash, maxMembers, now: deps.now() });
    if (joined.kind === "ended") throw new ApiProblem("invitation-ended");
    if (joined.kind === "full") throw new ApiProblem("cart-full");
    membersChanged(joined.cartId);
    const headers: Record<string, string> = known === null ? { "Set-Cookie": deviceCookie(context, deps, owner) } : {};
    return privateJson(await tell(joined.cartId, owner), { headers });
  });

  api.delete("/api/carts/:id/members/:member", async (context) => {
    const { cartId, owner } = await requireMember(context, deps);
    const memberId = context.req.param("member");
    const removed = await removeMember(await deps.getStore(), { cartId, owner, memberId, roomKey: randomSecret() });
    if (!removed) throw new ApiProblem("not-found", { detail: "The cart has no such member to take out." });
    memberIsGone(cartId);
    return privateJson(await tell(cartId, owner));
  });

  api.post("/api/carts/:id/leave", async (context) => {
    await readJson(context, z.strictObject({}));
    const { cartId, owner } = await requireMember(context, deps);
    const left = await leaveCart(await deps.getStore(), { cartId, owner, roomKey: randomSecret() });
    if (!left) throw new ApiProblem("not-found", { detail: "Its owner does not leave a cart." });
    memberIsGone(cartId);
    return privateJson({ left: true });
  });
}

/** How a cart is shared, as far as this member may know; null for everybody else. */
export async function sharingFor(deps: ApiDeps, cartId: string, owner: string): Promise<Sharing | null> {
  const { read } = await deps.getStore();
  const shared = await getSharing(read, cartId, owner, deps.now());
  return shared && toSharing(shared);
}

/** Who is gone shall not meet the others any more (Y3); other processes find out by looking. */
function memberIsGone(cartId: string): void {
  membersChanged(cartId);
  for (const listener of processState().roomListeners) listener(cartId);
}

const instant = (ms: number): string => new Date(ms).toISOString();

function toSharing({ members, invitation, ordered, ...cart }: SharedCart): Sharing {
  return {
    ...cart,
    members: members.map(({ joinedAt, ...member }) => ({ ...member, joinedAt: instant(joinedAt) })),
    invitation: invitation && { endsAt: instant(invitation.endsAt), usesLeft: invitation.usesLeft },
    ordered: ordered && { at: instant(ordered.at), by: ordered.by },
  };
}
