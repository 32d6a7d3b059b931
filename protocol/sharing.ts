import * as z from "zod/mini";

export const CART_ROLES = ["owner", "member"] as const;
export type CartRole = (typeof CART_ROLES)[number];

/** 256 random bits in base64url: travels in the fragment of a link and in a body, never in an address that a server sees. */
export const invitationSecret = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** `POST /api/carts/join`. */
export const joinRequest = z.strictObject({ secret: invitationSecret });

const member = z.strictObject({
  id: z.string(),
  /** A neutral name that the shop drew, such as `amber-otter`: it tells nothing about the person. */
  label: z.string().check(z.regex(/^[a-z]+-[a-z]+$/)),
  role: z.enum(CART_ROLES),
  /** ISO 8601. */
  joinedAt: z.string(),
  /** Whether it is the device that asks. */
  you: z.boolean(),
});

/** `GET /api/carts/{id}/members`: how a cart is shared, as far as the asking member may know. */
export const sharing = z.strictObject({
  cartId: z.string(),
  role: z.enum(CART_ROLES),
  /** The owner first, then as they came; empty while the cart was never shared. */
  members: z.array(member),
  /** The link that lets others in now; null when there is none. Its secret is told once, when it is made. */
  invitation: z.nullable(z.strictObject({ endsAt: z.string(), usesLeft: z.int() })),
  /** 256 bits in base64url that only members know, another one whenever somebody goes (Y3); null while it was never shared. */
  roomKey: z.nullable(z.string()),
  /** The newest order from this cart, and the member that placed it; null for `by` when that one has gone. */
  ordered: z.nullable(z.strictObject({ at: z.string(), by: z.nullable(z.string()) })),
});

/** `POST /api/carts/{id}/invitation`. */
export const invitation = z.strictObject({ secret: invitationSecret, sharing });

/** `POST /api/carts/{id}/leave`. */
export const leaveAnswer = z.strictObject({ left: z.literal(true) });

export type CartMember = z.infer<typeof member>;
export type Sharing = z.infer<typeof sharing>;
export type Invitation = z.infer<typeof invitation>;
