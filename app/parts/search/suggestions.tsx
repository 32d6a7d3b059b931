"use client";

import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { ProductCard } from "../../../protocol/catalogue.ts";
import { PAGE_CHANGE } from "../../page-change.ts";
import * as strings from "../../strings/search.ts";
import { ago } from "../../strings/time.ts";
import { Photo } from "../catalogue/photo.tsx";
import { Price } from "../catalogue/price.tsx";
import styles from "./suggestions.module.css";
import { useSuggestions } from "./use-suggestions.ts";

export interface SuggestionsProps {
  readonly input: RefObject<HTMLInputElement | null>;
  /** Id of the list; the ids of its options are made from it. */
  readonly id: string;
}

const NONE = -1;

/**
 * The popup of an editable combobox with list autocomplete (WAI-ARIA APG): it takes over a field that is there already and
 * may hold text, so roles and keys are attached to it and taken away again.
 */
export function Suggestions({ input, id }: SuggestionsProps) {
  const router = useRouter();
  const [text, setText] = useState(() => input.current?.value ?? "");
  const [wanted, setWanted] = useState(() => document.activeElement === input.current && text !== "");
  const [active, setActive] = useState(NONE);
  const suggested = useSuggestions(text);
  const cards = suggested?.cards ?? [];
  const open = wanted && cards.length > 0;
  const activeCard = open ? cards[active] : undefined;
  const optionId = (index: number) => `${id}-${index}`;

  const close = () => {
    setWanted(false);
    setActive(NONE);
  };
  const go = (card: ProductCard) => {
    close();
    router.push(`/product/${card.slug}`, { transitionTypes: [PAGE_CHANGE] });
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = cards.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (cards.length === 0) return;
      event.preventDefault();
      setWanted(true);
      // Before the first and after the last lies the field itself.
      if (event.key === "ArrowDown") setActive(active >= last ? NONE : active + 1);
      else setActive(active === NONE ? last : active - 1);
    } else if (event.key === "Enter" && activeCard) {
      event.preventDefault();
      go(activeCard);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (event.key === "Home" || event.key === "End") {
      setActive(NONE);
    }
  };
  const handleKey = useRef(onKey);
  useEffect(() => {
    handleKey.current = onKey;
  });

  useEffect(() => {
    const field = input.current;
    if (!field) return;
    const listening = new AbortController();
    const { signal } = listening;
    field.addEventListener(
      "input",
      () => {
        setText(field.value);
        setWanted(true);
        setActive(NONE);
      },
      { signal },
    );
    field.addEventListener("keydown", (event) => handleKey.current(event), { signal });
    field.addEventListener("blur", () => setWanted(false), { signal });
    const attributes = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": id,
      "aria-haspopup": "listbox",
    };
    for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
    return () => {
      listening.abort();
      for (const name of Object.keys(attributes)) field.removeAttribute(name);
      field.removeAttribute("aria-expanded");
    };
  }, [input, id]);

  useEffect(() => {
    const field = input.current;
    field?.setAttribute("aria-expanded", String(open));
    if (activeCard) field?.setAttribute("aria-activedescendant", `${id}-${active}`);
    else field?.removeAttribute("aria-activedescendant");
  }, [input, id, open, active, activeCard]);

  return (
    <>
      <p className="visually-hidden" role="status">
        {wanted && suggested ? strings.suggestionCount(cards.length) : ""}
      </p>
      <div className={styles.popup} hidden={!open}>
        <div role="listbox" id={id} aria-label={strings.suggestions}>
          {cards.map((card, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
            <div
              key={card.slug}
              role="option"
              id={optionId(index)}
              aria-selected={index === active}
              className={styles.option}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => go(card)}
            >
              <Photo picture={{ base: card.picture.base, alt: "" }} sizes="3.5rem" className={styles.photo} />
              <span className={styles.name}>{card.name}</span>
              <Price prices={card.from} varies={card.priceVaries} className={styles.price} />
            </div>
          ))}
        </div>
        {typeof suggested?.knownAt === "number" ? (
          <p className={styles.age}>{strings.priceAge(ago(suggested.knownAt, Date.now()))}</p>
        ) : null}
      </div>
    </>
  );
}
