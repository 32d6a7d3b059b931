"use client";

import { type MouseEvent, useRef } from "react";
import type { Picture } from "../../../protocol/catalogue.ts";
import * as strings from "../../strings/product.ts";
import { Photo } from "../catalogue/photo.tsx";
import styles from "./gallery.module.css";

/** A strip that snaps from picture to picture; the thumbnails are plain anchors, so it works before and without scripts. */
export function Gallery({ pictures }: { readonly pictures: readonly Picture[] }) {
  const reel = useRef<HTMLElement>(null);

  const scrollTo = (event: MouseEvent<HTMLAnchorElement>, index: number) => {
    const strip = reel.current;
    if (!strip) return;
    // An anchor would also scroll the page and leave an entry in the history; the strip alone should move.
    event.preventDefault();
    strip.scrollTo({ left: index * strip.clientWidth });
  };

  return (
    <div className={styles.gallery}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a strip that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={styles.reel} ref={reel} tabIndex={0} aria-label={strings.pictures}>
        <ul className={styles.strip}>
          {pictures.map((picture, index) => (
            <li key={picture.base} id={`picture-${index + 1}`} className={styles.slide}>
              <Photo
                picture={picture}
                sizes="(min-width: 56rem) 48vw, 100vw"
                scale="full"
                eager={index === 0}
                className={styles.photo}
              />
            </li>
          ))}
        </ul>
      </section>
      {pictures.length > 1 ? (
        <ul className={styles.thumbs}>
          {pictures.map((picture, index) => (
            <li key={picture.base}>
              <a
                href={`#picture-${index + 1}`}
                className={styles.thumb}
                aria-label={strings.showPicture(index + 1)}
                onClick={(event) => scrollTo(event, index)}
              >
                <Photo picture={{ base: picture.base, alt: "" }} sizes="5rem" className={styles.photo} />
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
