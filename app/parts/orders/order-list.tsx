"use client";

import { formatMoney } from "../../../domain/money.ts";
import { shop } from "../../../shop.config.ts";
import { type LocalOrder, useOrders } from "../../device/orders.ts";
import * as strings from "../../strings/orders.ts";
import { dayAndTime } from "../../strings/time.ts";
import { Photo } from "../catalogue/photo.tsx";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import { WaitingHint } from "../waiting/waiting-hint.tsx";
import { Heard } from "./heard.tsx";
import { linesOf, sumsOf } from "./order-lines.ts";
import styles from "./order-list.module.css";
import { stageOf } from "./stage.ts";

const PICTURES = 3;

function Row({ local }: { readonly local: LocalOrder }) {
  const stage = stageOf(local);
  const lines = linesOf(local);
  const isOver = stage === "cancelled" || stage === "rejected";
  return (
    <li className={styles.row}>
      <div className={styles.pictures}>
        {lines
          .slice(0, PICTURES)
          .map((line) =>
            line.picture ? (
              <Photo
                key={line.sku}
                picture={{ base: line.picture.base, alt: "" }}
                sizes="3.5rem"
                className={styles.photo}
              />
            ) : null,
          )}
      </div>
      <div>
        <h2 className={styles.name}>
          <ShopLink href={`/orders/view?key=${encodeURIComponent(local.key)}`} className={styles.link}>
            {local.order ? strings.number(local.order.number) : isOver ? strings.neverPlaced : strings.notPlaced}
          </ShopLink>
        </h2>
        <p className={styles.quiet}>{dayAndTime(local.createdAt)}</p>
        <p className={styles.quiet}>{lines.map((line) => line.name).join("; ")}</p>
      </div>
      <p className={stage === "needs-you" || stage === "rejected" ? styles.trouble : styles.stage}>
        {strings.stages[stage].name}
      </p>
      <p className={`numbers ${styles.total}`}>{formatMoney(sumsOf(local).total, shop.locale)}</p>
    </li>
  );
}

export function OrderList() {
  const { status, orders } = useOrders();
  if (status === "loading") {
    return (
      <div className={styles.loading}>
        <p className="visually-hidden" role="status">
          {strings.loading}
        </p>
      </div>
    );
  }
  if (orders.length === 0) {
    return (
      <div className={styles.empty}>
        <h2>{strings.noneTitle}</h2>
        <p>{strings.noneText}</p>
        <ShopLink href="/#shelves" className={button.primary}>
          {strings.lookAround}
        </ShopLink>
      </div>
    );
  }
  return (
    <>
      <ul className={styles.list} aria-live="polite">
        {orders.map((local) => (
          <Row key={local.key} local={local} />
        ))}
      </ul>
      <Heard orders={orders} className={styles.quiet} />
      <p className={styles.quiet}>
        <WaitingHint />
      </p>
      <p className={styles.after}>
        {strings.shared} <ShopLink href="/forget">{strings.forget}</ShopLink>
      </p>
    </>
  );
}
