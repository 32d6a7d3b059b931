import { pathOfStep } from "../../../domain/checkout/steps.ts";
import type { OrderRequest } from "../../../protocol/orders.ts";
import { review } from "../../strings/checkout.ts";
import { deliveryWords, paymentNames, paymentNotes } from "../../strings/delivery-terms.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import { AddressLines, ContactLines } from "../orders/address-lines.tsx";
import styles from "./review-facts.module.css";

/** Everything that will be sent, with the way back to each answer; the lines and sums stand beside it. */
export function ReviewFacts({ request }: { readonly request: OrderRequest }) {
  const rows = [
    { name: review.contact, href: pathOfStep("details"), answer: <ContactLines contact={request.contact} /> },
    { name: review.address, href: pathOfStep("details"), answer: <AddressLines address={request.address} /> },
    { name: review.delivery, href: pathOfStep("delivery"), answer: deliveryWords(request.delivery) },
    {
      name: review.payment,
      href: pathOfStep("delivery"),
      answer: (
        <>
          {paymentNames[request.payment]}. <span className={styles.note}>{paymentNotes[request.payment]}</span>
        </>
      ),
    },
  ];
  return (
    <dl className={styles.rows}>
      {rows.map((row) => (
        <div key={row.name} className={styles.row}>
          <dt className={styles.name}>{row.name}</dt>
          <dd>{row.answer}</dd>
          <dd className={styles.change}>
            <ShopLink href={row.href} aria-label={review.changeOf(row.name)} className={styles.link}>
              {review.change}
            </ShopLink>
          </dd>
        </div>
      ))}
    </dl>
  );
}
