import styles from "./prose.module.css";
import { TideLine } from "./tide-line.tsx";

interface Props {
  readonly sections: readonly { readonly title: string; readonly text: readonly string[] }[];
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
          </div>
        </section>
      ))}
    </div>
  );
}
