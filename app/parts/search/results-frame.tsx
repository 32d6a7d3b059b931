import type { ProductCard } from "../../../protocol/catalogue.ts";
import * as strings from "../../strings/search.ts";
import { ProductGrid } from "../catalogue/product-grid.tsx";
import { ShelfList } from "../catalogue/shelf-list.tsx";
import { SearchForm } from "../chrome/search-form.tsx";
import { TideLine } from "../chrome/tide-line.tsx";
import styles from "./results-frame.module.css";

interface Props {
  readonly query: string;
  /** How many were found, or why nothing is. */
  readonly note: string;
  readonly cards: readonly ProductCard[];
  /** How old the prices are, where they do not come from the network. */
  readonly age?: string | null;
}

/** A search and what it found, the same from the server and from the device. */
export function ResultsFrame({ query, note, cards, age = null }: Props) {
  return (
    <div className={`frame ${styles.search}`}>
      <h1 className={styles.title}>{query ? strings.resultsFor(query) : strings.title}</h1>
      <SearchForm id="page-search" query={query} key={query} />
      <div className={styles.note}>
        <p role="status">{note}</p>
        {age ? <p>{age}</p> : null}
      </div>
      <TideLine />
      {cards.length > 0 ? <ProductGrid cards={cards} /> : <ShelfList label={strings.shelves} />}
    </div>
  );
}
