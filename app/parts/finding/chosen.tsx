import { type Selection, selectionQuery, without, withoutFacets } from "../../../domain/finding/selection.ts";
import * as strings from "../../strings/finding.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import type { FacetList } from "./facet-values.ts";
import styles from "./finding.module.css";

interface Props {
  readonly path: string;
  readonly selection: Selection;
  readonly lists: readonly FacetList[];
}

export function addressOf(path: string, selection: Selection): string {
  const query = selectionQuery(selection);
  return query === "" ? path : `${path}?${query}`;
}

/** What is chosen, each with a link that takes it away again. */
export function Chosen({ path, selection, lists }: Props) {
  const chosen = lists.flatMap(({ parameter, values }) =>
    values.filter((value) => value.chosen).map((value) => ({ ...value, parameter })),
  );
  if (chosen.length === 0) return null;
  return (
    <ul className={styles.chosen} aria-label={strings.chosen}>
      {chosen.map(({ parameter, value, name }) => (
        <li key={`${parameter} ${value}`}>
          <ShopLink
            href={addressOf(path, without(selection, parameter, value))}
            className={styles.chip}
            aria-label={strings.drop(name)}
            scroll={false}
          >
            {name}
            <svg viewBox="0 0 12 12" className={styles.cross} aria-hidden="true" focusable="false">
              <path d="m2.5 2.5 7 7m0-7-7 7" />
            </svg>
          </ShopLink>
        </li>
      ))}
      <li>
        <ShopLink href={addressOf(path, withoutFacets(selection))} className={styles.clear} scroll={false}>
          {strings.clear}
        </ShopLink>
      </li>
    </ul>
  );
}
