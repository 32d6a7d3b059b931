export const title = "Search";
export const resultsFor = (query: string) => `Found for “${query}”`;
export const found = (count: number) => (count === 1 ? "1 thing found" : `${count} things found`);
export const prompt = "A word is enough: a thing, a colour, a material. Small slips of spelling are forgiven.";
export const foundOrNot = (count: number) => (count === 0 ? nothing : found(count));
export const nothing = "No luck with that. Try a plainer word, or walk along the shelves:";
export const shelves = "All shelves";
export const suggestions = "Suggestions";
export const suggestionCount = (count: number) =>
  count === 0 ? "No suggestions" : count === 1 ? "1 suggestion" : `${count} suggestions`;
export const priceAge = (age: string) => `Prices as we knew them ${age}.`;
export const looking = "Looking";
export const outOfReach =
  "This device has not had the time to learn the shop by heart, so this search has to wait for a signal.";
