import { formatMoney, requirePrice } from "../../../domain/money.ts";
import type { Money } from "../../../protocol/money.ts";
import { shop } from "../../../shop.config.ts";
import * as strings from "../../strings/catalogue.ts";

interface Props {
  readonly prices: readonly Money[];
  readonly varies?: boolean;
  readonly className?: string | undefined;
}

export function Price({ prices, varies = false, className }: Props) {
  const amount = formatMoney(requirePrice(prices, shop.currencies[0]), shop.locale);
  return (
    <span className={`numbers ${className ?? ""}`}>
      {varies ? `${strings.from} ` : null}
      {amount}
    </span>
  );
}
