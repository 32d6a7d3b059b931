export const from = "from";
export const soldOut = "Sold out";
export const colourCount = (count: number) => `${count} colours`;
export const thingCount = (count: number) => (count === 1 ? "1 thing" : `${count} things`);
export const pages = "More of this shelf";
export const more = "Next page";
export const backToStart = "Back to the first page";
export const emptyCategory =
  "Nothing here at the moment. We would rather show an empty shelf than fill it with anything.";
export const breadcrumbs = "You are here";
export const home = "Home";
