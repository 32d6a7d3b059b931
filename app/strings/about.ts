export const title = "About Holdfast";
export const lead =
  "A holdfast is the part of a seaweed that grips the rock. Everything above it may move as it likes.";
export const sections = [
  {
    title: "What we sell",
    text: [
      "Coats, knits, lamps, pans, blankets, rope and the small things that live in pockets: about eighty of them. We add one when we find a thing that does its work for twenty years, and take one away when its maker stops.",
      "Most of it is made within a day's drive of the shop. Each page says where, and of what, and how to look after it.",
    ],
  },
  {
    title: "Where we are",
    text: [
      "On a quay in the west of Ireland, in a net loft with a good stove and a poor signal. Much of this shop was shaped by the second.",
      "You can look around, fill a cart and check out without a connection. The order waits in your browser, and it tells you plainly when it has been placed and when it has not.",
    ],
  },
  {
    title: "What we do not do",
    text: [
      "No countdowns, no seventeen other people looking at this, no price that was never asked. When a thing is sold out we say so, and when a price changes between your looking and your paying, we ask you first.",
    ],
  },
] as const;
