/**
 * Rows that change places are taken out and put in again, which would lose the focus of whatever is in them. Call while a
 * component is being set up.
 * @param gone what is to be done where the element that had the focus is no longer there
 */
export function keepFocus(items: () => unknown, around: () => HTMLElement | undefined, gone: () => void): void {
  let held: Element | null = null;
  $effect.pre(() => {
    void items();
    held = around()?.contains(document.activeElement) ? document.activeElement : null;
  });
  $effect(() => {
    void items();
    if (!held || held === document.activeElement) return;
    if (held.isConnected) (held as HTMLElement).focus({ preventScroll: true });
    else gone();
  });
}
