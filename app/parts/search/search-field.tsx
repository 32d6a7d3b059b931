"use client";

import { type ComponentType, useCallback, useEffect, useRef, useState } from "react";
import * as strings from "../../strings/chrome.ts";
import styles from "./search-field.module.css";
import type { SuggestionsProps } from "./suggestions.tsx";

interface Props {
  readonly id: string;
  readonly query: string;
  readonly className?: string | undefined;
}

/** A plain search field; suggestions and their index load when it is first focused, so that no page carries them. */
export function SearchField({ id, query, className }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [Suggestions, setSuggestions] = useState<ComponentType<SuggestionsProps> | null>(null);

  const load = useCallback(async () => {
    try {
      const loaded = await import("./suggestions.tsx");
      setSuggestions(() => loaded.Suggestions);
    } catch (error) {
      console.info("Search works without suggestions", error);
    }
  }, []);

  // The field stands there before its scripts do, and a shopper may be writing in it by then.
  useEffect(() => {
    if (document.activeElement === input.current) void load();
  }, [load]);

  return (
    <div className={styles.field}>
      <input
        ref={input}
        id={id}
        className={className}
        type="text"
        inputMode="search"
        name="q"
        defaultValue={query}
        placeholder={strings.searchHint}
        maxLength={80}
        autoComplete="off"
        enterKeyHint="search"
        onFocus={Suggestions ? undefined : load}
      />
      {Suggestions ? <Suggestions input={input} id={`${id}-suggestions`} /> : null}
    </div>
  );
}
