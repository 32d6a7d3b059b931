export const title = "Search";
export const resultsFor = (query: string) => `Found for “${query}”`;
export const found = (count: number) =>
  count === 0 ? "Nothing found" : count === 1 ? "1 thing found" : `${count} things found`;
export const prompt = "A word is enough: a thing, a colour, a material. Small slips of spelling are forgiven.";
export const nothing = "No luck with that. Try a plainer word, or walk along the shelves:";
export const shelves = "All shelves";
