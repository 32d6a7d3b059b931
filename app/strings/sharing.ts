export const title = "Share this cart";
export const sharedTitle = "This cart is shared";
export const lead =
  "Fill one cart together: on your other devices, or with people you know. Whoever joins sees what is in it and can change it. Nobody sees your name, your address or your orders.";
export const makeLink = "Make a link";
export const makeAnother = "Make a new link";
export const anotherNote = "The link is not kept, so it cannot be shown again. A new one takes its place.";
export const linkName = "Link to this cart";
export const made = "The link is made. Send it, or let the other device scan the code.";
export const send = "Send the link";
export const sendTitle = "A cart to fill together";
export const copy = "Copy the link";
export const copied = "The link is copied.";
export const copyFailed = "Your browser did not let us copy it. Select the link and copy it yourself.";
export const qrName = "The link as a QR code, to be scanned with the camera of the other device";
export const linkUntil = (time: string, uses: number) =>
  uses === 1 ? `It lets in one more device, until ${time}.` : `It lets in up to ${uses} more devices, until ${time}.`;
export const revoke = "Switch the link off";
export const revoked = "The link is off. Who joined by it stays.";
export const members = "Who shares this cart";
export const you = "this device";
export const owner = "began it";
export const needsShop =
  "The shop cannot be reached now. What you change in the cart goes to the others as soon as it can; links, and who is in it, need the shop.";
export const looking = "looking now";
export const remove = "Take out";
export const removeNamed = (name: string) => `Take out ${name}`;
export const removeSure = (name: string) =>
  `${name} keeps a copy of the cart as it is and hears no more of it. The link is switched off too.`;
export const removed = (name: string) => `${name} no longer shares this cart.`;
export const keepMember = "Keep it shared";
export const leave = "Leave this cart";
export const left = "You have left it. This is your own cart again.";
export const leaveNote = (kept: number) =>
  kept === 0
    ? "The others keep it. This device begins with an empty cart."
    : `The others keep it. This device goes back to the cart it had, with ${things(kept)}.`;

export const ended = {
  title: "This cart is no longer shared with this device",
  text: "Whoever began it has taken this device out, or the shop no longer knows the device. What you see is a copy of how the cart was, with your last changes. It is yours alone: the others do not see it, and it does not change with theirs.",
  keep: "Keep this copy",
  chosen: "This is your own cart now.",
  back: (kept: number) => `Back to the cart I had, with ${things(kept)}`,
} as const;

export const ordered = {
  text: (name: string | null, when: string) =>
    `${name ?? "A device that has left since"} ordered from this cart ${when}. What was ordered is no longer in it.`,
  seen: "All right",
} as const;

export const join = {
  title: "Join a shared cart",
  description: "Opens a cart that somebody shares with you.",
  lead: "Somebody shares a cart with you. If you join, it becomes the cart of this device: everybody in it sees the same and can change it.",
  privacy:
    "The others see this device under a name that the shop draws, such as “Amber otter”. They learn nothing about you, and what you order is yours alone.",
  yours: "What becomes of the cart you have?",
  bring: (units: number) => `Put ${things(units)} into the shared cart`,
  bringNote: "Everybody in it sees them and can take them out.",
  keep: "Keep mine aside",
  keepNote: "It waits on this device, and is back when you leave the shared one.",
  shared:
    "The cart you have now is shared already. If this is another one, yours waits on this device and is back when you leave this one.",
  act: "Join the cart",
  joining: "Joining the cart.",
  decline: "Not now",
  noSecretTitle: "This link is not whole",
  noSecret: "The end of it is missing. Ask for it once more, or scan the code on the other device.",
  toCart: "To my cart",
} as const;

/** What went wrong, and what to do about it. */
export const trouble = {
  unreached: "The shop cannot be reached from here. Nothing has changed. Try again when you have a signal.",
  "does-not-fit":
    "Not everything that you have fits into the shared cart. Keep yours aside instead, or take something out of it first.",
  unsent: "Your last changes have not reached the others yet. Try again in a moment.",
  "unsent-former":
    "Your own cart has changes that the shop does not have yet, so it cannot be kept aside. Try again in a moment.",
  "not-found": "The shop does not know this cart, or this device is no longer in it. Reload the page to see how it is.",
  "invitation-ended":
    "This link no longer lets anybody in: it was switched off, is too old, or was used up. Ask for a new one.",
  "cart-full": "As many devices as can share a cart are in this one already. One of them has to leave first.",
  "too-many-requests": "That was tried very often. Wait a few minutes.",
  other: "That did not work, and nothing has changed. Try again in a moment.",
} as const;

export function things(count: number): string {
  return count === 1 ? "one thing" : `${count} things`;
}

/** The name of a member as people read it: "Amber otter" for `amber-otter`. */
export function memberName(label: string): string {
  const words = label.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
