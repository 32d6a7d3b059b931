"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { onDeviceMessage } from "../../offline/bus.ts";
import { onDevice } from "../../offline/database.ts";
import { dropDraft, getDraft, storeDraft } from "../../offline/drafts.ts";
import { onSave } from "./saving.ts";

export interface Draft<T> {
  readonly value: T;
  readonly set: (next: T) => void;
  /** False until what was stored has been read. */
  readonly ready: boolean;
  readonly clear: () => Promise<void>;
}

const SAVE_DELAY_MS = 250;
const mirrorName = (name: string) => `holdfast.draft.${name}`;

/** A copy that is written at once: IndexedDB may not finish while the browser is being closed. */
function writeMirror(name: string, value: unknown, savedAt: number): void {
  try {
    localStorage.setItem(mirrorName(name), JSON.stringify({ value, savedAt }));
  } catch (error) {
    console.info("Drafts are kept in IndexedDB alone", error);
  }
}

function readMirror(name: string): { value: unknown; savedAt: number } | null {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(mirrorName(name)) ?? "null");
    if (typeof parsed !== "object" || parsed === null || !("value" in parsed) || !("savedAt" in parsed)) return null;
    return typeof parsed.savedAt === "number" ? { value: parsed.value, savedAt: parsed.savedAt } : null;
  } catch (error) {
    console.info("Drafts are kept in IndexedDB alone", error);
    return null;
  }
}

async function readDraft(name: string): Promise<unknown> {
  const mirror = readMirror(name);
  try {
    const stored = await onDevice((db) => getDraft(db, name));
    return (stored && (!mirror || stored.savedAt >= mirror.savedAt) ? stored : mirror)?.value;
  } catch (error) {
    console.warn("The draft is read from its copy", error);
    return mirror?.value;
  }
}

/** A stored draft of another shape than the form's would break the form: both have to be alike at the top. */
function fits<T>(value: unknown, initial: T): value is T {
  if (value === undefined || value === null) return false;
  return typeof value === typeof initial && Array.isArray(value) === Array.isArray(initial);
}

function withDefaults<T>(value: T, initial: T): T {
  const plain = typeof initial === "object" && initial !== null && !Array.isArray(initial);
  return plain ? { ...initial, ...value } : value;
}

/**
 * A form's content that survives reload, crash and being offline: stored on the device at every change, shared under its
 * name. Fields that a stored draft lacks come from `initial`.
 */
export function useDraft<T>(name: string, initial: T): Draft<T> {
  const [state, setState] = useState({ value: initial, ready: false });
  const first = useRef(initial);
  const unsaved = useRef<{ value: T; savedAt: number } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    const draft = unsaved.current;
    if (!draft) return;
    unsaved.current = null;
    try {
      await onDevice((db) => storeDraft(db, name, draft.value, draft.savedAt));
    } catch (error) {
      console.warn("The draft is kept in its copy alone", error);
    }
  }, [name]);

  useEffect(() => onSave(flush), [flush]);

  useEffect(() => {
    let current = true;
    readDraft(name).then((stored) => {
      // What was typed while it was being read is newer.
      if (!current || unsaved.current) return setState((now) => ({ ...now, ready: true }));
      const value = fits(stored, first.current) ? withDefaults(stored, first.current) : first.current;
      setState({ value, ready: true });
    });
    const onHide = () => {
      if (document.visibilityState === "hidden") void flush();
    };
    // What was typed before must not be written back by the page that goes (C13).
    const off = onDeviceMessage((message) => {
      if (message.type === "DEVICE_FORGOTTEN") unsaved.current = null;
    });
    document.addEventListener("visibilitychange", onHide);
    window.addEventListener("pagehide", flush);
    return () => {
      current = false;
      off();
      document.removeEventListener("visibilitychange", onHide);
      window.removeEventListener("pagehide", flush);
      void flush();
    };
  }, [name, flush]);

  const set = useCallback(
    (next: T) => {
      const savedAt = Date.now();
      unsaved.current = { value: next, savedAt };
      writeMirror(name, next, savedAt);
      setState((now) => ({ ...now, value: next }));
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, SAVE_DELAY_MS);
    },
    [name, flush],
  );

  const clear = useCallback(async () => {
    clearTimeout(timer.current);
    unsaved.current = null;
    setState({ value: first.current, ready: true });
    try {
      localStorage.removeItem(mirrorName(name));
      await onDevice((db) => dropDraft(db, name));
    } catch (error) {
      // A draft that stays behind is a nuisance; failing what it was written for would be worse.
      console.warn("The draft could not be cleared", error);
    }
  }, [name]);

  return { value: state.value, set, ready: state.ready, clear };
}
