/** Shortcuts of one key. They can be switched off, and never fire while somebody types (WCAG 2.1.4). */

/** What a key did on a page; a KeyboardEvent is one. */
export interface KeyPress {
  readonly key: string;
  readonly isComposing: boolean;
  readonly keyCode: number;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly defaultPrevented: boolean;
  readonly target: EventTarget | null;
  preventDefault(): void;
}

/** By `KeyboardEvent.key`; letters in lower case. */
export type Shortcuts = Readonly<Record<string, () => void>>;

const kTyped =
  "input:not([type=checkbox], [type=radio], [type=button], [type=range]), textarea, select, [contenteditable]";
/** These have a use for the keys that press them. */
const kPressed = "button, a[href], summary, input, [role=button], [role=tab]";

/** Handles `keydown` of the window. @param enabled what the user has chosen; asked at every press */
export function shortcuts(enabled: () => boolean, table: Shortcuts): (press: KeyPress) => void {
  return (press) => {
    const run = runOf(press, table);
    if (!run || !enabled()) return;
    press.preventDefault();
    run();
  };
}

/** What an input method sends its keys as (UI Events, "keyCode"). */
const kComposedKey = 229;

/** A key that an input method takes: Safari ends the composition before it says which key did, and tells by the code. */
export function isWriting({ isComposing, keyCode }: Pick<KeyPress, "isComposing" | "keyCode">): boolean {
  return isComposing || keyCode === kComposedKey;
}

/**
 * Enter in a text of one paragraph, which says so by its `enterkeyhint`, sends the form, as it does in an input. In a longer
 * one it begins a line, and Ctrl+Enter sends. Handles `keydown` of a form.
 */
export function sendOnEnter(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key !== "Enter" || isWriting(event) || !(target instanceof HTMLTextAreaElement)) return;
  if (event.shiftKey || !(target.hasAttribute("enterkeyhint") || event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  target.form?.requestSubmit();
}

function runOf(press: KeyPress, table: Shortcuts): (() => void) | undefined {
  if (press.defaultPrevented || isWriting(press) || press.repeat) return undefined;
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined;
  const name = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (!Object.hasOwn(table, name) || isTaken(press)) return undefined;
  return table[name];
}

/** The key belongs to what has the focus: to a field, to a dialog, or to a button that it presses. */
function isTaken({ key, target }: KeyPress): boolean {
  const closest = (selector: string) => isElement(target) && target.closest(selector) !== null;
  if (closest(kTyped) || closest("dialog")) return true;
  return (key === "Enter" || key === " ") && closest(kPressed);
}

function isElement(target: EventTarget | null): target is EventTarget & { closest(selector: string): unknown } {
  return target !== null && "closest" in target;
}
