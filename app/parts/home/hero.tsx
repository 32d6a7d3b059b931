import { headline, heroAlt, lead, lookAround } from "../../strings/home.ts";
import button from "../controls/button.module.css";
import styles from "./hero.module.css";

const WIDE = [640, 960, 1280, 1920].map((width) => `/media/compose/home-${width}.webp ${width}w`).join(", ");
const TALL = [640, 960].map((width) => `/media/compose/home-portrait-${width}.webp ${width}w`).join(", ");

export function Hero() {
  return (
    <section className={styles.hero}>
      <picture>
        <source media="(max-width: 44rem)" srcSet={TALL} sizes="100vw" width={960} height={1200} />
        <img
          className={styles.scene}
          src="/media/compose/home-1280.webp"
          srcSet={WIDE}
          sizes="100vw"
          width={1920}
          height={1080}
          alt={heroAlt}
          fetchPriority="high"
        />
      </picture>
      <div className={`frame ${styles.words}`}>
        <h1 className={styles.headline}>
          {headline[0]} <span className={styles.second}>{headline[1]}</span>
        </h1>
        <div className={styles.aside}>
          <p className={styles.lead}>{lead}</p>
          <a href="#shelves" className={button.primary}>
            {lookAround}
          </a>
        </div>
      </div>
    </section>
  );
}
