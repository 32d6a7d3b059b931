"use client";

import { type KeyboardEvent, type SyntheticEvent, useEffect, useRef, useState } from "react";
import type { Picture } from "../../../protocol/catalogue.ts";
import * as strings from "../../strings/product.ts";
import { Notice } from "../chrome/notice.tsx";
import { largeOf } from "./large-picture.ts";
import styles from "./zoom.module.css";

export interface ZoomProps {
  readonly pictures: readonly Picture[];
  /** The picture that it opens with. */
  readonly first: number;
  /** A rendition that is on the screen already, for when the large one cannot be had. */
  readonly smaller: (index: number) => string | undefined;
  /** Gets the picture that was shown last. */
  readonly onClose: (index: number) => void;
}

const SIGNS = {
  previous: "M10 3 5 8l5 5",
  next: "m6 3 5 5-5 5",
  close: "m3.5 3.5 9 9m0-9-9 9",
  in: "M3 8h10M8 3v10",
  out: "M3 8h10",
} as const;

interface ControlProps {
  readonly sign: keyof typeof SIGNS;
  readonly label: string;
  readonly className?: string | undefined;
  readonly onPress: () => void;
}

function Control({ sign, label, className = "", onPress }: ControlProps) {
  return (
    <button type="button" className={`${styles.control} ${className}`} aria-label={label} onClick={onPress}>
      <svg viewBox="0 0 16 16" className={styles.sign} aria-hidden="true" focusable="false">
        <path d={SIGNS[sign]} />
      </svg>
    </button>
  );
}

/** Large pictures in a modal dialog: arrows turn, Escape closes, and two fingers do what they do everywhere. */
export function Zoom({ pictures, first, smaller, onClose }: ZoomProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState(first);
  const [near, setNear] = useState(false);
  const picture = pictures[shown];

  useEffect(() => dialog.current?.showModal(), []);

  const turn = (step: number) => {
    setShown((shown + step + pictures.length) % pictures.length);
    setNear(false);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // In a picture that was drawn near, the arrows move over the picture.
    if (near || pictures.length < 2) return;
    if (event.key === "ArrowRight") turn(1);
    if (event.key === "ArrowLeft") turn(-1);
  };

  const onMissing = ({ currentTarget: image }: SyntheticEvent<HTMLImageElement>) => {
    const known = smaller(shown);
    if (known && image.src !== known) image.src = known;
  };

  if (!picture) return null;
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={strings.enlarged}
      onClose={() => onClose(shown)}
      onKeyDown={onKeyDown}
    >
      {/* The dialog covers the line on top of the page. */}
      <div>
        <Notice />
        <div className={styles.bar}>
          <p className={`numbers ${styles.count}`} role="status">
            {strings.pictureOf(shown + 1, pictures.length)}
          </p>
          <Control
            sign={near ? "out" : "in"}
            label={near ? strings.zoomOut : strings.zoomIn}
            onPress={() => setNear(!near)}
          />
          <Control sign="close" label={strings.close} onPress={() => dialog.current?.close()} />
        </div>
      </div>
      <div className={near ? styles.near : styles.whole} tabIndex={near ? 0 : undefined}>
        <picture key={picture.base}>
          <img
            className={styles.picture}
            src={largeOf(picture)}
            width={1280}
            height={1600}
            alt={picture.alt}
            onError={onMissing}
          />
        </picture>
      </div>
      {pictures.length > 1 ? (
        <>
          <Control
            sign="previous"
            label={strings.previousPicture}
            className={styles.previous}
            onPress={() => turn(-1)}
          />
          <Control sign="next" label={strings.nextPicture} className={styles.next} onPress={() => turn(1)} />
        </>
      ) : null}
    </dialog>
  );
}
