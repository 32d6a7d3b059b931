import type { Product } from "../../../protocol/catalogue.ts";
import * as strings from "../../strings/product.ts";
import styles from "./facts.module.css";

type Words = Pick<Product, "description" | "materials" | "care" | "origin">;

export function Facts({ product }: { readonly product: Words }) {
  const rows = [
    { term: strings.materials, text: product.materials },
    { term: strings.care, text: product.care },
    { term: strings.origin, text: product.origin },
  ];
  return (
    <section className={styles.facts} aria-labelledby="about-it">
      <h2 id="about-it" className="visually-hidden">
        {strings.about}
      </h2>
      <div className={styles.story}>
        {product.description.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <dl className={styles.list}>
        {rows.map((row) => (
          <div key={row.term} className={styles.row}>
            <dt className={styles.term}>{row.term}</dt>
            <dd>{row.text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
