import { and, asc, count, desc, eq, exists, gt, sql } from "drizzle-orm";
import { drawLabel } from "../../domain/cart/member-labels.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import type { CartRole } from "../../protocol/sharing.ts";
import { TxConflict } from "../errors.ts";
import { prepared } from "../prepared.ts";
import type { Db, Store } from "../store.ts";
import { Undone, undoneOutcome } from "../undo.ts";

/** What makes somebody a member of a cart. */
export interface Membership {
  readonly role: CartRole;
  /** Null for the owner of a cart that was never shared. */
  readonly member: { readonly id: string; readonly label: string } | null;
}

const membershipOf = prepared("cart-membership", ({ q, t: { cart, cartMember } }) =>
  q
    .select({ cartOwner: cart.owner, id: cartMember.id, label: cartMember.label })
    .from(cart)
    .leftJoin(cartMember, and(eq(cartMember.cartId, cart.id), eq(cartMember.owner, sql.placeholder("owner"))))
    .where(eq(cart.id, sql.placeholder("id"))),
);

/** What an owner of a device cookie is to a cart now; null for everybody but its members, and for a cart that does not exist. */
export async function getMembership(db: Db, cartId: string, owner: string): Promise<Membership | null> {
  const [row] = await membershipOf(db, { id: cartId, owner });
  if (!row) return null;
  const member = row.id !== null && row.label !== null ? { id: row.id, label: row.label } : null;
  if (row.cartOwner === owner) return { role: "owner", member };
  return member && { role: "member", member };
}

/** The names of a cart's members, each with the owner whom nobody but the server knows. */
export function labelsOf({ q, t: { cartMember } }: Db, cartId: string): Promise<{ owner: string; label: string }[]> {
  return q
    .select({ owner: cartMember.owner, label: cartMember.label })
    .from(cartMember)
    .where(eq(cartMember.cartId, cartId))
    .orderBy(asc(cartMember.label));
}

export interface SharedCart {
  readonly cartId: string;
  readonly role: CartRole;
  readonly members: readonly {
    readonly id: string;
    readonly label: string;
    readonly role: CartRole;
    readonly joinedAt: number;
    readonly you: boolean;
  }[];
  readonly invitation: { readonly endsAt: number; readonly usesLeft: number } | null;
  readonly roomKey: string | null;
  readonly ordered: { readonly at: number; readonly by: string | null } | null;
}

/** How a cart is shared, for one of its members; null for everybody else. Times are UTC milliseconds. */
export async function getSharing(db: Db, cartId: string, owner: string, now: number): Promise<SharedCart | null> {
  const membership = await getMembership(db, cartId, owner);
  if (!membership) return null;
  const { q, t } = db;
  const [share] = await q.select().from(t.cartShare).where(eq(t.cartShare.cartId, cartId));
  const rows = await q
    .select()
    .from(t.cartMember)
    .where(eq(t.cartMember.cartId, cartId))
    .orderBy(desc(t.cartMember.role), asc(t.cartMember.joinedAt), asc(t.cartMember.id));
  const members = rows.map(({ id, label, role, joinedAt, owner: whose }) => ({
    id,
    label,
    role,
    joinedAt,
    you: whose === owner,
  }));
  const invites = share !== undefined && share.usesLeft > 0 && share.invitationEndsAt > now;
  return {
    cartId,
    role: membership.role,
    members,
    invitation: invites ? { endsAt: share.invitationEndsAt, usesLeft: share.usesLeft } : null,
    roomKey: share?.roomKey ?? null,
    ordered: share && share.orderedAt !== null ? { at: share.orderedAt, by: share.orderedBy } : null,
  };
}

const roomKeyOf = prepared("cart-room-key", ({ q, t: { cartShare } }) =>
  q
    .select({ roomKey: cartShare.roomKey })
    .from(cartShare)
    .where(eq(cartShare.cartId, sql.placeholder("id"))),
);

/** What opens the room of a shared cart now; null where it is not shared. Only members may come to know it. */
export async function getRoomKey(db: Db, cartId: string): Promise<string | null> {
  const [row] = await roomKeyOf(db, { id: cartId });
  return row?.roomKey ?? null;
}

/** Random values are given, so that what is stored is known to whoever asked for it. */
export interface Invite {
  readonly cartId: string;
  readonly owner: string;
  /** SHA-256 of the secret, in hexadecimal. */
  readonly secretHash: string;
  /** For a cart that is shared for the first time. */
  readonly roomKey: string;
  readonly endsAt: number;
  readonly uses: number;
  readonly now: number;
}

/** Makes a new invitation in place of the one before; false for everybody but the owner of the cart. */
export function invite(store: Store, input: Invite): Promise<boolean> {
  const { cartId, owner, secretHash, roomKey, endsAt, uses, now } = input;
  return store.tx(async (db) => {
    if ((await getMembership(db, cartId, owner))?.role !== "owner") return false;
    const { q, t } = db;
    const invitation = { invitation: secretHash, invitationEndsAt: endsAt, usesLeft: uses };
    await q
      .insert(t.cartShare)
      .values({ cartId, roomKey, ...invitation })
      .onConflictDoUpdate({ target: t.cartShare.cartId, set: invitation });
    await addMember(db, { cartId, owner, role: "owner", now });
    return true;
  });
}

/** Ends the invitation; who came by it stays. False for everybody but the owner of the cart. */
export function revokeInvitation(store: Store, cartId: string, owner: string): Promise<boolean> {
  return store.tx(async (db) => {
    if ((await getMembership(db, cartId, owner))?.role !== "owner") return false;
    const { q, t } = db;
    await q.update(t.cartShare).set({ usesLeft: 0 }).where(eq(t.cartShare.cartId, cartId));
    return true;
  });
}

export type JoinOutcome =
  /** A member now, or already; only who is new uses the invitation up. */
  | { readonly kind: "member"; readonly cartId: string }
  /** It never was one, or is revoked, used up or too old. */
  | { readonly kind: "ended" }
  | { readonly kind: "full" };

export interface JoinCart {
  readonly owner: string;
  readonly secretHash: string;
  readonly maxMembers: number;
  readonly now: number;
}

/** Y4: makes whoever knows the secret a member. Asking again after a lost answer costs no second use. */
export async function joinCart(store: Store, { owner, secretHash, maxMembers, now }: JoinCart): Promise<JoinOutcome> {
  // Who guesses takes no turn at the writer.
  if (!(await isInvitation(store.read, secretHash))) return { kind: "ended" };
  return store
    .tx(async (db): Promise<JoinOutcome> => {
      const { q, t } = db;
      const [found] = await q
        .select({ cartId: t.cartShare.cartId })
        .from(t.cartShare)
        .where(eq(t.cartShare.invitation, secretHash));
      if (!found) return { kind: "ended" };
      const { cartId } = found;
      if (await getMembership(db, cartId, owner)) return { kind: "member", cartId };
      // The row is taken before members are counted, so that two who come at once are counted one after the other.
      const used = await q
        .update(t.cartShare)
        .set({ usesLeft: sql`${t.cartShare.usesLeft} - 1` })
        .where(
          and(
            eq(t.cartShare.invitation, secretHash),
            gt(t.cartShare.usesLeft, 0),
            gt(t.cartShare.invitationEndsAt, now),
          ),
        )
        .returning({ cartId: t.cartShare.cartId });
      if (used.length === 0) return { kind: "ended" };
      const [members] = await q.select({ number: count() }).from(t.cartMember).where(eq(t.cartMember.cartId, cartId));
      if ((members?.number ?? 0) >= maxMembers) throw new Undone({ kind: "full" } satisfies JoinOutcome);
      await addMember(db, { cartId, owner, role: "member", now });
      return { kind: "member", cartId };
    })
    .catch(undoneOutcome<JoinOutcome>);
}

/**
 * Takes a member out of a shared cart: it is nobody there from now on, the invitation ends with it and the room has another
 * key. False for everybody but the owner of the cart, and for a member that there is not; the owner is never taken out.
 */
export function removeMember(
  store: Store,
  input: { readonly cartId: string; readonly owner: string; readonly memberId: string; readonly roomKey: string },
): Promise<boolean> {
  const { cartId, owner, memberId, roomKey } = input;
  return store.tx(async (db) => {
    if ((await getMembership(db, cartId, owner))?.role !== "owner") return false;
    const { q, t } = db;
    const gone = await q
      .delete(t.cartMember)
      .where(and(eq(t.cartMember.id, memberId), eq(t.cartMember.cartId, cartId), eq(t.cartMember.role, "member")))
      .returning({ id: t.cartMember.id });
    if (gone.length === 0) return false;
    await q.update(t.cartShare).set({ roomKey, usesLeft: 0 }).where(eq(t.cartShare.cartId, cartId));
    return true;
  });
}

/** A member goes by itself; the room has another key then. False for who is none, and for the owner. */
export function leaveCart(
  store: Store,
  input: { readonly cartId: string; readonly owner: string; readonly roomKey: string },
): Promise<boolean> {
  const { cartId, owner, roomKey } = input;
  return store.tx(async ({ q, t }) => {
    const gone = await q
      .delete(t.cartMember)
      .where(and(eq(t.cartMember.cartId, cartId), eq(t.cartMember.owner, owner), eq(t.cartMember.role, "member")))
      .returning({ id: t.cartMember.id });
    if (gone.length === 0) return false;
    await q.update(t.cartShare).set({ roomKey }).where(eq(t.cartShare.cartId, cartId));
    return true;
  });
}

async function isInvitation({ q, t }: Db, secretHash: string): Promise<boolean> {
  const found = await q
    .select({ cartId: t.cartShare.cartId })
    .from(t.cartShare)
    .where(eq(t.cartShare.invitation, secretHash));
  return found.length > 0;
}

const noteOrder = prepared("cart-ordered", ({ q, t: { cartShare, cartMember } }) =>
  q
    .update(cartShare)
    .set({
      orderedAt: sql`${sql.placeholder("now")}`,
      orderedBy: sql`(${memberIdOf(q, cartMember)})`,
    })
    .where(and(eq(cartShare.cartId, sql.placeholder("id")), exists(memberIdOf(q, cartMember))))
    .returning({ cartId: cartShare.cartId }),
);

const memberIdOf = (q: Db["q"], cartMember: Db["t"]["cartMember"]) =>
  q
    .select({ id: cartMember.id })
    .from(cartMember)
    .where(and(eq(cartMember.cartId, sql.placeholder("id")), eq(cartMember.owner, sql.placeholder("owner"))));

/** Lets the other members know that one of them has ordered; nothing happens where the cart is not shared with this one. */
export async function noteOrderFromCart(
  db: Db,
  { cartId, owner, now }: { readonly cartId: string; readonly owner: string; readonly now: number },
): Promise<void> {
  await noteOrder(db, { id: cartId, owner, now });
}

async function addMember(
  db: Db,
  { cartId, owner, role, now }: { cartId: string; owner: string; role: CartRole; now: number },
): Promise<void> {
  const { q, t } = db;
  const rows = await q
    .select({ owner: t.cartMember.owner, label: t.cartMember.label })
    .from(t.cartMember)
    .where(eq(t.cartMember.cartId, cartId));
  if (rows.some((row) => row.owner === owner)) return;
  const label = drawLabel(
    rows.map((row) => row.label),
    Math.random,
  );
  const added = await q
    .insert(t.cartMember)
    .values({ id: uuidv7(now), cartId, owner, role, label, joinedAt: now })
    .onConflictDoNothing()
    .returning({ id: t.cartMember.id });
  if (added.length === 0) throw new TxConflict("this member or its name was added meanwhile");
}
