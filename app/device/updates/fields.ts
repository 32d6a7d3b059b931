/** What can be typed into or chosen from, and is nobody's secret. */
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface SavedField {
  readonly tag: string;
  readonly name: string;
  readonly id: string;
  /** Which of several alike, in document order; boxes and radios are alike in their value, too. */
  readonly index: number;
  readonly value: string;
  readonly checked: boolean | null;
}

const NEVER_SAVED = new Set(["password", "file", "hidden", "submit", "button", "image", "reset"]);

const touched = new Set<Element>();
let focused: Element | null = null;

/** The mark of what only speaks of updates: going there leaves no field. */
export const UPDATE_MARK = "data-update";

/** Notes what the shopper changes, and where they are, from now on. */
export function watchFields(): void {
  focused = document.activeElement;
  const note = ({ target }: Event) => {
    if (target instanceof Element) touched.add(target);
  };
  for (const type of ["input", "change"]) window.addEventListener(type, note, true);
  window.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element && !target.closest(`[${UPDATE_MARK}]`)) focused = target;
  });
}

/** The mark of a control that acts at once: to bring back what it was would be to press it again, unasked. */
export const AT_ONCE_MARK = "data-at-once";

function controls(): Control[] {
  return [...document.querySelectorAll<Control>(`input:not([${AT_ONCE_MARK}]), select, textarea`)].filter(
    ({ type, autocomplete }) => !NEVER_SAVED.has(type) && !/\bcc-/.test(autocomplete),
  );
}

const hasTick = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio");

const alike = (one: Control, other: Pick<SavedField, "tag" | "name" | "id" | "value">) =>
  one.tagName === other.tag &&
  one.name === other.name &&
  one.id === other.id &&
  (!hasTick(one) || one.value === other.value);

function differsFromDefault(control: Control): boolean {
  if (control instanceof HTMLSelectElement) return false;
  return hasTick(control) ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;
}

const isTouched = (control: Control) => (touched.has(control) && control.isConnected) || differsFromDefault(control);

/** Whether something in this page was filled in that a reload would have to bring back. */
export function hasTouchedFields(): boolean {
  return controls().some((control) => isTouched(control) && (hasTick(control) || control.value !== ""));
}

function describe(control: Control, all: readonly Control[]): SavedField {
  const { tagName: tag, name, id, value } = control;
  const index = all.filter((other) => alike(other, { tag, name, id, value })).indexOf(control);
  return { tag, name, id, value, index, checked: hasTick(control) ? control.checked : null };
}

export function savedFields(): SavedField[] {
  const all = controls();
  return all.filter(isTouched).map((control) => describe(control, all));
}

/** The field that has the focus, or had it before the shopper answered an offer, with its caret where it has one. */
export function focusedField(): { field: SavedField; caret: number | null } | null {
  const all = controls();
  const active = all.find((control) => control === focused);
  if (!active) return null;
  const caret = active instanceof HTMLSelectElement ? null : caretOf(active);
  return { field: describe(active, all), caret };
}

function caretOf(control: HTMLInputElement | HTMLTextAreaElement): number | null {
  try {
    return control.selectionEnd;
  } catch {
    // Some types of fields have no caret, and some browsers throw instead of saying so.
    return null;
  }
}

export function findField(field: SavedField): Control | null {
  return controls().filter((control) => alike(control, field))[field.index] ?? null;
}

/** Past React, which takes a value that it did not set itself for what the shopper typed. */
function setValue(control: Control, value: string): void {
  const owner =
    control instanceof HTMLSelectElement
      ? HTMLSelectElement
      : control instanceof HTMLTextAreaElement
        ? HTMLTextAreaElement
        : HTMLInputElement;
  Object.getOwnPropertyDescriptor(owner.prototype, "value")?.set?.call(control, value);
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Fills a field in again, as if the shopper had; true once it is on the page. What was typed since is left alone. */
export function restoreField(field: SavedField): boolean {
  const control = findField(field);
  if (!control) return false;
  if (touched.has(control)) return true;
  if (field.checked !== null && hasTick(control)) {
    if (control.checked !== field.checked) control.click();
  } else if (control.value !== field.value) {
    setValue(control, field.value);
  }
  return true;
}

/** Another page has come: what was typed on the one before was sent, or given up. */
export function forgetTouched(): void {
  touched.clear();
}
