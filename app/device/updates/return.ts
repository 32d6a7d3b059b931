import { untilDone, watchTouch } from "../until.ts";
import { returnTo } from "../way-back.ts";
import { findField, focusedField, restoreField, type SavedField, savedFields } from "./fields.ts";
import { rememberPlace, takePlace } from "./place-memory.ts";

/** A tab that comes back later than this was closed and reopened. */
const OLDEST_MS = 5 * 60_000;

interface Saved {
  readonly url: string;
  readonly at: number;
  readonly x: number;
  readonly y: number;
  readonly fields: readonly SavedField[];
  readonly focus: { readonly field: SavedField; readonly caret: number | null } | null;
}

/** Notes where the shopper is on this page, and what is filled in, for the page that comes after the reload. */
export function savePlace(): void {
  const saved: Saved = {
    url: location.href,
    at: Date.now(),
    x: window.scrollX,
    y: window.scrollY,
    fields: savedFields(),
    focus: focusedField(),
  };
  rememberPlace(saved);
}

function isSaved(value: unknown): value is Saved {
  return typeof value === "object" && value !== null && "url" in value && "fields" in value && "at" in value;
}

function takeSaved(): Saved | null {
  const value = takePlace();
  // Written by this very file, and read once, right after.
  return isSaved(value) && value.url === location.href && Date.now() - value.at < OLDEST_MS ? value : null;
}

function restoreFields({ fields }: Saved): void {
  const left = new Set(fields);
  untilDone(
    () => {
      for (const field of left) if (restoreField(field)) left.delete(field);
      return left.size === 0;
    },
    () => false,
  );
}

function restoreFocus({ focus }: Saved, isOver: () => boolean): void {
  if (!focus) return;
  untilDone(() => {
    const control = findField(focus.field);
    if (!control) return false;
    control.focus({ preventScroll: true });
    if (focus.caret !== null && !(control instanceof HTMLSelectElement)) placeCaret(control, focus.caret);
    return true;
  }, isOver);
}

function placeCaret(control: HTMLInputElement | HTMLTextAreaElement, caret: number): void {
  try {
    control.setSelectionRange(caret, caret);
  } catch {
    // An e-mail field has no caret to place; the focus is what matters.
  }
}

/** Brings back what `savePlace` noted before the reload, as the page grows; stops where the shopper takes over. */
export function restorePlace(): void {
  const saved = takeSaved();
  if (!saved) return;
  const isOver = watchTouch();
  restoreFields(saved);
  restoreFocus(saved, isOver);
  returnTo(saved, isOver);
}
