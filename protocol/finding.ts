/** How a list can be ordered: as the shopkeeper shelved it, by the lowest price of each product, or by name. */
export const SORTS = ["shelf", "price-up", "price-down", "name"] as const;

export type Sort = (typeof SORTS)[number];
