"use client";

import { useState } from "react";
import { useViewed } from "../../device/viewed.ts";
import * as strings from "../../strings/viewed.ts";
import { Photo } from "../catalogue/photo.tsx";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import styles from "./recently-viewed.module.css";

const MOST = 6;

/**
 * The last products that this device has shown. It belongs at the end of a page's content, out of sight while the page
 * opens: what the device adds there moves nothing that is being read.
 */
export function RecentlyViewed({ without }: { readonly without?: string }) {
  const { viewed, forget } = useViewed(without);
  const [said, setSaid] = useState("");

  const forgetAll = () => {
    forget();
    setSaid(strings.forgotten);
  };

  return (
    <>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {viewed.length > 0 ? (
        <section className={styles.viewed} aria-labelledby="viewed">
          <div className={styles.head}>
            <h2 id="viewed" className={styles.title}>
              {strings.title}
            </h2>
            <p className={styles.note}>
              {strings.kept}{" "}
              <button type="button" className={`${button.quiet} ${styles.forget}`} onClick={forgetAll}>
                {strings.forget}
              </button>
            </p>
          </div>
          <ul className={styles.list}>
            {viewed.slice(0, MOST).map(({ slug, name, picture }) => (
              <li key={slug} className={styles.item}>
                <Photo picture={{ base: picture, alt: "" }} sizes="(min-width: 48rem) 14vw, 30vw" />
                <ShopLink href={`/product/${slug}`} className={styles.link}>
                  {name}
                </ShopLink>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
