import type { FacetParameter, Selection } from "../../../domain/finding/selection.ts";
import type { Facets } from "../../../protocol/catalogue.ts";
import * as strings from "../../strings/finding.ts";
import type { FacetValue } from "./facet-group.tsx";

export interface FacetList {
  readonly parameter: FacetParameter;
  readonly legend: string;
  readonly values: readonly FacetValue[];
}

/** The facets that make sense for a shelf: those in which there is something to choose, or something chosen. */
export function facetLists(facets: Facets, selection: Selection): FacetList[] {
  const { colours, sizes, prices, inStock, currency } = selection;
  const lists: FacetList[] = [
    {
      parameter: "colour",
      legend: strings.colour,
      values: facets.colours.map(({ code, ...rest }) => ({ ...rest, value: code, chosen: colours.includes(code) })),
    },
    {
      parameter: "size",
      legend: strings.size,
      values: facets.sizes.map(({ size, count }) => ({ value: size, name: size, count, chosen: sizes.includes(size) })),
    },
    {
      parameter: "price",
      legend: strings.price,
      values: facets.prices.map(({ band, from, below, count }) => ({
        value: String(band),
        name: strings.bandName({ from, below }, currency),
        count,
        chosen: prices.includes(band),
      })),
    },
  ];
  const stock: FacetList = {
    parameter: "stock",
    legend: strings.stock,
    values: [{ value: "in", name: strings.inStock, count: facets.inStock, chosen: inStock }],
  };
  const offered = lists.filter(({ values }) => values.length > 1 || values.some(({ chosen }) => chosen));
  // Where everything can be had, the choice would change nothing.
  return inStock || facets.inStock < facets.found ? [...offered, stock] : offered;
}
