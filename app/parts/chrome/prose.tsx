import styles from "./prose.module.css";
import { ShopLink } from "./shop-link.tsx";
import { TideLine } from "./tide-line.tsx";

interface Link {
  readonly href: string;
  readonly name: string;
}

interface Props {
  readonly sections: readonly { readonly title: string; readonly text: readonly string[]; readonly link?: Link }[];
}

export function Prose({ sections }: Props) {
  return (
    <div className={styles.prose}>
      <TideLine />
      {sections.map((section) => (
        <section key={section.title} className={styles.section}>
          <h2 className={styles.title}>{section.title}</h2>
          <div className={styles.text}>
            {section.text.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
            {section.link ? (
              <p>
                <ShopLink href={section.link.href}>{section.link.name}</ShopLink>
              </p>
            ) : null}
          </div>
        </section>
      ))}
    </div>
  );
}
