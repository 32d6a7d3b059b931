import { formatMoney, requirePrice } from "../../../domain/money.ts";
import type { Money } from "../../../protocol/money.ts";
import { shop } from "../../../shop.config.ts";
import * as strings from "../../strings/catalogue.ts";

interface Props {
  /** One entry per currency of the shop. */
  readonly prices: readonly Money[];
  readonly varies?: boolean;
  readonly className?: string | undefined;
}

/**
 * A price in every currency of the shop, of which the style sheet shows the chosen one: a page that everybody is sent
 * needs no script to be right. Works on the server and in client components, search results and suggestions included.
 */
export function Price({ prices, varies = false, className }: Props) {
  return (
    <span className={`numbers ${className ?? ""}`}>
      {varies ? `${strings.from} ` : null}
      {shop.currencies.map((currency) => (
        <span key={currency} data-in={currency}>
          {formatMoney(requirePrice(prices, currency), shop.locale)}
        </span>
      ))}
    </span>
  );
}
