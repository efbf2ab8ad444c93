/**
 * Rows that change places are taken out and put in again, which would lose the focus of whatever is in them. Call while a
 * component is being set up.
 * @param gone what is to be done where the element that had the focus is no longer there; otherwise one goes on at what
 * stands first in the part of `around` in which it was
 */
export function keepFocus(items: () => unknown, around: () => HTMLElement | undefined, gone?: () => void): void {
  let held: readonly Element[] = [];
  $effect.pre(() => {
    void items();
    const root = around();
    const active = document.activeElement;
    held = root && active && root.contains(active) ? upTo(root, active) : [];
  });
  $effect(() => {
    void items();
    const [had] = held;
    if (!had || had === document.activeElement) return;
    if (had.isConnected) (had as HTMLElement).focus({ preventScroll: true });
    else if (gone) gone();
    else if (document.activeElement === document.body) goOn(held);
  });
}

const kStops = "a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex='0']";

/** At the first stop of the nearest that is still there. */
function goOn(path: readonly Element[]): void {
  for (const element of path) {
    const stop = element.isConnected ? element.querySelector<HTMLElement>(kStops) : null;
    if (stop) return stop.focus();
  }
}

/** The element and all that it stands in, the nearest first. */
function upTo(root: Element, element: Element): Element[] {
  const path = [element];
  for (let each = element; each !== root && each.parentElement; each = each.parentElement)
    path.push(each.parentElement);
  return path;
}
