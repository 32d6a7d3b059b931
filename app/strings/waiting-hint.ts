export const waits = (count: number) =>
  count === 1 ? "1 thing is waiting to be sent." : `${count} things are waiting to be sent.`;
export const needsYou = (count: number) =>
  count === 1 ? "1 thing needs a word from you." : `${count} things need a word from you.`;
export const look = "See what waits";
