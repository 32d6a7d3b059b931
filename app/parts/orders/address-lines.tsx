import type { Address, Contact } from "../../../protocol/orders.ts";
import { shop } from "../../../shop.config.ts";
import styles from "./address-lines.module.css";

function Lines({ lines }: { readonly lines: readonly (string | undefined)[] }) {
  return (
    <span className={styles.lines}>
      {lines.filter(Boolean).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  );
}

export function ContactLines({ contact }: { readonly contact: Contact }) {
  return <Lines lines={[contact.name, contact.email, contact.phone]} />;
}

export function AddressLines({ address }: { readonly address: Address }) {
  const country = shop.countries.find((entry) => entry.code === address.country)?.name ?? address.country;
  const town = [address.city, address.region].filter(Boolean).join(", ");
  return <Lines lines={[address.line1, address.line2, town, address.postcode, country]} />;
}
