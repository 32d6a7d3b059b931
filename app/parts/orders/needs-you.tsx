"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { acceptPrices, dropLines, takeWhatIsLeft } from "../../../domain/checkout/amend.ts";
import { formatMoney, money } from "../../../domain/money.ts";
import type { OrderRequest } from "../../../protocol/orders.ts";
import type { Problem } from "../../../protocol/problems.ts";
import { shop } from "../../../shop.config.ts";
import { useOffers } from "../../device/offers.ts";
import { cancelOrder, type LocalOrder, submitOrder } from "../../device/orders.ts";
import * as strings from "../../strings/orders.ts";
import button from "../controls/button.module.css";
import styles from "./needs-you.module.css";
import { linesOf } from "./order-lines.ts";
import { PriceChoices } from "./price-choices.tsx";
import { ReorderButton } from "./reorder-button.tsx";
import { unknownSkus } from "./unknown-skus.ts";

interface Props {
  readonly local: LocalOrder;
  readonly problem: Problem;
}

interface Choice {
  readonly request: OrderRequest | null;
  readonly words: (total: string) => string;
}

/** A refused order with the choices that would mend it; each is sent as a new order, whose total stands on its button. */
export function NeedsYou({ local, problem }: Props) {
  const router = useRouter();
  const working = useRef(false);
  const { request } = local;
  const shortages = problem.shortages ?? [];
  const changes = problem.changes ?? [];
  const gone = unknownSkus(problem, request);
  const current = useOffers(request.lines.map((line) => line.sku));
  const names = new Map(linesOf(local).map((line) => [line.sku, line.name]));
  const nameOf = (sku: string) => names.get(sku) ?? sku;
  const price = (amount: number) => formatMoney(money(request.currency, amount), shop.locale);

  const choices: Choice[] = [];
  if (problem.code === "out-of-stock") {
    const short = shortages.filter((entry) => entry.left > 0);
    if (short.length > 0) choices.push({ request: takeWhatIsLeft(request, shortages), words: strings.shortage.take });
    const skus = shortages.map((entry) => entry.sku);
    choices.push({ request: dropLines(request, skus), words: strings.shortage.drop });
  }
  // The shopper accepts what the server named, so the line must say the version in which that price was current.
  const version = current.source === "network" ? current.priceVersion : null;
  const byLine = problem.code === "price-changed" && changes.length > 1 && version !== null;
  if (problem.code === "price-changed" && !byLine) {
    if (version !== null)
      choices.push({ request: acceptPrices(request, changes, version), words: strings.changes.accept });
    const skus = changes.map((entry) => entry.sku);
    choices.push({ request: dropLines(request, skus), words: strings.changes.drop });
  }
  if (problem.code === "unknown-sku") choices.push({ request: dropLines(request, gone), words: strings.gone.drop });

  const order = async (chosen: OrderRequest) => {
    if (working.current) return;
    working.current = true;
    try {
      const ordered = await submitOrder(chosen, local.offers, local.key);
      router.push(`/orders/view?key=${encodeURIComponent(ordered?.key ?? local.key)}`);
    } catch (error) {
      working.current = false;
      throw error;
    }
  };

  const possible = choices.flatMap(({ request: chosen, words }) => (chosen ? [{ chosen, words }] : []));
  const title =
    problem.code === "out-of-stock"
      ? strings.shortage.title
      : problem.code === "price-changed"
        ? strings.changes.title
        : strings.gone.title;

  return (
    <section className={styles.box} aria-labelledby="needs-you">
      <h2 id="needs-you" className={styles.title}>
        {title}
      </h2>
      <ul className={styles.list}>
        {shortages.map((entry) => (
          <li key={entry.sku}>{strings.shortage.line(nameOf(entry.sku), entry.wanted, entry.left)}</li>
        ))}
        {changes.map((entry) => (
          <li key={entry.sku} className="numbers">
            {strings.changes.line(nameOf(entry.sku))} {strings.changes.was} <s>{price(entry.shown)}</s>,{" "}
            {strings.changes.now} <strong>{price(entry.now)}</strong>
          </li>
        ))}
        {gone.map((sku) => (
          <li key={sku}>{nameOf(sku)}</li>
        ))}
      </ul>
      {byLine ? (
        <PriceChoices request={request} changes={changes} version={version} nameOf={nameOf} onOrder={order} />
      ) : null}
      {possible.length === 0 && !byLine ? <p>{strings.shortage.nothing}</p> : null}
      <div className={styles.choices}>
        {possible.map(({ chosen, words }, index) => (
          <button
            key={words("")}
            type="button"
            className={index === 0 ? button.primary : button.secondary}
            onClick={() => order(chosen)}
          >
            {words(price(chosen.shown.total))}
          </button>
        ))}
        <ReorderButton local={local} />
        <button type="button" className={button.quiet} onClick={() => void cancelOrder(local.key)}>
          {strings.cancel}
        </button>
      </div>
      <p className={styles.note}>{strings.queuedNote}</p>
    </section>
  );
}
