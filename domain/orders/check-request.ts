import type { OrderRequest } from "../../protocol/orders.ts";
import type { ProblemDetailItem } from "../../protocol/problems.ts";
import { shop } from "../../shop.config.ts";

/** C0 and C1 controls: no address has them, and some databases cannot store U+0000. */
const CONTROL = /[\p{Cc}\p{Cs}]/u;

/**
 * What is wrong with an order request that has the right shape: a country the shop does not send to, a method it does
 * not offer, one SKU on two lines, unprintable text. Empty when nothing is.
 */
export function faultsOf(request: OrderRequest): ProblemDetailItem[] {
  return [...lineFaults(request), ...methodFaults(request), ...textFaults(request)];
}

function lineFaults({ lines }: OrderRequest): ProblemDetailItem[] {
  const seen = new Map<string, number>();
  return lines.flatMap(({ sku, quantity }, index) => {
    const first = seen.get(sku);
    if (first !== undefined) {
      return [
        { pointer: `/lines/${index}/sku`, detail: `Add the quantity to /lines/${first}, which has this SKU too.` },
      ];
    }
    seen.set(sku, index);
    const most = shop.policy.maxQuantityPerLine;
    return quantity > most ? [{ pointer: `/lines/${index}/quantity`, detail: `At most ${most} of one line.` }] : [];
  });
}

function methodFaults(request: OrderRequest): ProblemDetailItem[] {
  const countries = shop.countries.map((country) => country.code);
  const methods = shop.delivery.map((method) => method.id);
  return [
    ...oneOf(countries, request.address.country, "/address/country"),
    ...oneOf(methods, request.delivery, "/delivery"),
    ...oneOf(shop.payments, request.payment, "/payment"),
    ...oneOf(shop.currencies, request.currency, "/currency"),
  ];
}

function oneOf(choices: readonly string[], value: string, pointer: string): ProblemDetailItem[] {
  return choices.includes(value) ? [] : [{ pointer, detail: `The shop offers ${choices.join(", ")}.` }];
}

function textFaults({ contact, address }: OrderRequest): ProblemDetailItem[] {
  return Object.entries({ contact, address }).flatMap(([group, fields]) =>
    Object.entries(fields).flatMap(([field, value]) =>
      typeof value === "string" && CONTROL.test(value)
        ? [{ pointer: `/${group}/${field}`, detail: "Remove control characters and line breaks." }]
        : [],
    ),
  );
}
