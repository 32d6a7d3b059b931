"use client";

import { type ComponentType, type MouseEvent, useRef, useState } from "react";
import type { Picture } from "../../../protocol/catalogue.ts";
import * as strings from "../../strings/product.ts";
import { Photo } from "../catalogue/photo.tsx";
import styles from "./gallery.module.css";
import { largeOf } from "./large-picture.ts";
import type { ZoomProps } from "./zoom.tsx";

/** A strip that snaps from picture to picture; everything in it is a plain anchor, so it works before and without scripts. */
export function Gallery({ pictures }: { readonly pictures: readonly Picture[] }) {
  const reel = useRef<HTMLElement>(null);
  const links = useRef<(HTMLAnchorElement | null)[]>([]);
  const [Zoom, setZoom] = useState<ComponentType<ZoomProps> | null>(null);
  const [enlarged, setEnlarged] = useState<number | null>(null);

  const scrollTo = (event: MouseEvent<HTMLAnchorElement>, index: number) => {
    const strip = reel.current;
    if (!strip) return;
    // An anchor would also scroll the page and leave an entry in the history; the strip alone should move.
    event.preventDefault();
    strip.scrollTo({ left: index * strip.clientWidth });
  };

  const enlarge = async (event: MouseEvent<HTMLAnchorElement>, index: number) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const { href } = event.currentTarget;
    try {
      const loaded = await import("./zoom.tsx");
      setZoom(() => loaded.Zoom);
      setEnlarged(index);
    } catch (error) {
      console.info("The picture is opened by itself", error);
      window.location.assign(href);
    }
  };

  const close = (index: number) => {
    setEnlarged(null);
    links.current[index]?.focus();
  };

  return (
    <div className={styles.gallery}>
      <section className={styles.reel} ref={reel} aria-label={strings.pictures}>
        <ul className={styles.strip}>
          {pictures.map((picture, index) => (
            <li key={picture.base} id={`picture-${index + 1}`} className={styles.slide}>
              <a
                ref={(link) => {
                  links.current[index] = link;
                }}
                href={largeOf(picture)}
                className={styles.large}
                aria-label={strings.enlarge(picture.alt)}
                onClick={(event) => enlarge(event, index)}
              >
                <Photo
                  picture={picture}
                  sizes="(min-width: 56rem) 48vw, 100vw"
                  scale="full"
                  eager={index === 0}
                  className={styles.photo}
                />
              </a>
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
      {Zoom && enlarged !== null ? (
        <Zoom
          pictures={pictures}
          first={enlarged}
          smaller={(index) => links.current[index]?.querySelector("img")?.currentSrc}
          onClose={close}
        />
      ) : null}
    </div>
  );
}
