"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useTransition } from "react";
import { shop } from "../../../shop.config.ts";
import * as strings from "../../strings/finding.ts";

interface Props {
  readonly path: string;
  /** What the address says: the controls follow it, on Back too. */
  readonly query: string;
  readonly sort: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** The address that the form stands for: what its plain submission would ask for, without what is the default anyway. */
function addressOf(form: HTMLFormElement, path: string): string {
  const params = new URLSearchParams();
  const data = new FormData(form);
  for (const name of new Set(data.keys())) {
    // In the order in which links spell the same choice, so that it has one address.
    for (const value of data.getAll(name).map(String).sort()) {
      if (value !== "" && !(name === "sort" && value === "shelf")) params.append(name, value);
    }
  }
  const { currency } = document.documentElement.dataset;
  // Bands and the order by price go by the currency that the shopper reads.
  const priced = params.has("price") || params.get("sort")?.startsWith("price");
  if (priced && currency && currency !== shop.currencies[0]) params.append("currency", currency);
  const query = params.toString();
  return query === "" ? path : `${path}?${query}`;
}

/** Whether something was chosen that the address does not say yet. */
function isAhead(form: HTMLFormElement, sort: string): boolean {
  return [...form.elements].some((control) =>
    control instanceof HTMLInputElement
      ? control.checked !== control.defaultChecked
      : control instanceof HTMLSelectElement && control.name === "sort" && control.value !== sort,
  );
}

/** A plain GET form that needs no script; with one, each change shows its result at once. */
export function FacetForm({ path, query, sort, className, children }: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const isNew = useRef(true);
  const [pending, startTransition] = useTransition();

  const go = () => {
    const current = form.current;
    if (current) startTransition(() => router.push(addressOf(current, path), { scroll: false }));
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the controls' own defaults carry what `query` says
  useEffect(() => {
    // While an answer is on its way, the controls are ahead of the address.
    if (pending || !form.current) return;
    const chosenBefore = isNew.current && isAhead(form.current, sort);
    isNew.current = false;
    // What was chosen before the scripts came is shown now.
    if (chosenBefore) return go();
    form.current.reset();
    const order = form.current.elements.namedItem("sort");
    if (order instanceof HTMLSelectElement) order.value = sort;
  }, [query, sort, pending]);

  return (
    <form
      ref={form}
      action={path}
      method="get"
      autoComplete="off"
      aria-label={strings.label}
      aria-busy={pending}
      className={className}
      onChange={go}
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      {children}
    </form>
  );
}
