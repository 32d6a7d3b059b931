import { type Selection, selectionQuery } from "../../../domain/finding/selection.ts";
import type { Facets, ProductCard } from "../../../protocol/catalogue.ts";
import { SORTS } from "../../../protocol/finding.ts";
import { emptyCategory } from "../../strings/catalogue.ts";
import * as strings from "../../strings/finding.ts";
import { Pager } from "../catalogue/pager.tsx";
import { ProductGrid } from "../catalogue/product-grid.tsx";
import button from "../controls/button.module.css";
import { Chosen } from "./chosen.tsx";
import { FacetForm } from "./facet-form.tsx";
import { FacetGroup } from "./facet-group.tsx";
import { facetLists } from "./facet-values.ts";
import styles from "./finding.module.css";

interface Props {
  readonly path: string;
  readonly selection: Selection;
  readonly facets: Facets;
  readonly items: readonly ProductCard[];
  readonly isFirst: boolean;
  readonly nextCursor: string | null;
}

/** A shelf with everything to find one's way on it; its whole state stands in the address. */
export function ShelfView({ path, selection, facets, items, isFirst, nextCursor }: Props) {
  const query = selectionQuery(selection);
  const lists = facetLists(facets, selection);
  return (
    <>
      <div className={styles.bar}>
        <FacetForm path={path} query={query} sort={selection.sort} className={styles.form}>
          {lists.length > 0 ? (
            <details className={styles.facets}>
              <summary className={styles.summary}>
                {strings.narrow}
                <svg viewBox="0 0 12 12" className={styles.sign} aria-hidden="true" focusable="false">
                  <path d="m2.5 4.5 3.5 3.5 3.5-3.5" />
                </svg>
              </summary>
              <div className={styles.panel}>
                {lists.map((list) => (
                  <FacetGroup key={list.parameter} {...list} />
                ))}
              </div>
            </details>
          ) : null}
          <div className={styles.sort}>
            <label htmlFor="shelf-sort" className={styles.sortName}>
              {strings.sort}
            </label>
            <select id="shelf-sort" name="sort" defaultValue={selection.sort} className={styles.select}>
              {SORTS.map((sort) => (
                <option key={sort} value={sort}>
                  {strings.sorts[sort]}
                </option>
              ))}
            </select>
          </div>
          <button type="submit" className={`${button.secondary} ${styles.submit}`}>
            {strings.show}
          </button>
        </FacetForm>
        <Chosen path={path} selection={selection} lists={lists} />
        <p className={styles.found} role="status">
          {strings.found(facets.found, facets.shelved)}
        </p>
      </div>
      {items.length > 0 ? <ProductGrid cards={items} /> : null}
      {items.length === 0 ? <p>{facets.shelved === 0 ? emptyCategory : strings.nothingFits}</p> : null}
      <Pager path={path} query={query} isFirst={isFirst} nextCursor={nextCursor} />
    </>
  );
}
