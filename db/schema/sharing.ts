import type { CartRole } from "../../protocol/sharing.ts";
import type { Kit } from "../kit.ts";
import type { defineWork } from "./work.ts";

/** Who besides its owner may use a cart (Y4). A cart that was never shared has no row here. */
export function defineSharing(kit: Kit, { cart }: Pick<ReturnType<typeof defineWork>, "cart">) {
  const { table, id, text, integer, instant, index, uniqueIndex } = kit;

  const cartShare = table("cart_share", {
    cartId: id()
      .primaryKey()
      .references(() => cart.id),
    /** What members' devices encrypt with between each other (Y3); another one whenever somebody goes. */
    roomKey: text().notNull(),
    /** SHA-256 of the newest invitation's secret, whether it still invites or not. */
    invitation: text().unique(),
    invitationEndsAt: instant().notNull(),
    /** How many more it lets in; 0 once it is revoked. */
    usesLeft: integer().notNull(),
    /** The newest order from this cart, and the member that placed it. */
    orderedAt: instant(),
    orderedBy: id(),
  });

  /** The owner has a row here too, from the first invitation on. */
  const cartMember = table(
    "cart_member",
    {
      /** Names a member to the others; the owner of the device cookie stays unknown to them. */
      id: id().primaryKey(),
      cartId: id()
        .notNull()
        .references(() => cartShare.cartId),
      owner: text().notNull(),
      role: text<CartRole>().notNull(),
      /** A neutral name, unique in the cart, that tells nothing about the person. */
      label: text().notNull(),
      joinedAt: instant().notNull(),
    },
    (t) => [
      uniqueIndex("cart_member_owner").on(t.cartId, t.owner),
      uniqueIndex("cart_member_label").on(t.cartId, t.label),
      index("cart_member_of").on(t.owner),
    ],
  );

  return { cartShare, cartMember };
}
