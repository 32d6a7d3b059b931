import type { Metadata } from "next";
import { money } from "../../domain/money.ts";
import type { Currency } from "../../protocol/money.ts";
import { shop } from "../../shop.config.ts";
import { Price } from "../parts/catalogue/price.tsx";
import { PageHead } from "../parts/chrome/page-head.tsx";
import { Prose } from "../parts/chrome/prose.tsx";
import { findable } from "../seo.ts";
import * as strings from "../strings/delivery.ts";
import { daysInWords, deliveryNames, free } from "../strings/delivery-terms.ts";
import styles from "./page.module.css";

// The canonical address is known at run time.
export const dynamic = "force-dynamic";

export function generateMetadata(): Metadata {
  return findable({ title: strings.title, description: strings.lead, path: "/delivery" });
}

type Amounts = Readonly<Record<Currency, number>>;

const inAll = (amounts: Amounts) => shop.currencies.map((currency) => money(currency, amounts[currency]));
const isFree = (amounts: Amounts) => shop.currencies.every((currency) => amounts[currency] === 0);
const countries = new Intl.ListFormat(shop.locale).format(shop.countries.map((country) => country.name));

export default function DeliveryPage() {
  return (
    <div className="frame">
      <PageHead title={strings.title}>{strings.lead}</PageHead>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{strings.method}</th>
            <th scope="col">{strings.time}</th>
            <th scope="col">{strings.price}</th>
            <th scope="col">{strings.freeFrom}</th>
          </tr>
        </thead>
        <tbody className="numbers">
          {shop.delivery.map((method) => (
            <tr key={method.id}>
              <th scope="row">{deliveryNames[method.id]}</th>
              <td>{daysInWords(method.days)}</td>
              <td>{isFree(method.prices) ? free : <Price prices={inAll(method.prices)} />}</td>
              <td>{method.freeFrom ? <Price prices={inAll(method.freeFrom)} /> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Prose sections={[{ title: strings.countriesTitle, text: [`${countries}.`] }, ...strings.sections]} />
    </div>
  );
}
