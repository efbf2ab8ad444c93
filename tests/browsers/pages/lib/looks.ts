// What an eye would find on a page, as far as it can be measured. These functions stand alone: they run inside the page.

// Its one heading of first rank and its one main part, sideways scrolling, text that is cut off, lines too close for stacked marks, targets too small, and what covers them.
export function faultsSeen(): string[] {
  const faults: string[] = [];
  const page = document.querySelector('[data-page]')?.getAttribute('data-page') ?? '';
  const leastTarget = ['chair', 'director', 'secretary', 'site', 'line-test'].includes(page) ? 44 : 24;
  const named = (element: Element): string => {
    const label = element.getAttribute('aria-label') ?? element.textContent ?? '';
    const action = element.getAttribute('data-action') ?? element.getAttribute('data-field');
    return `${element.localName}${action ? `[${action}]` : ''}.${element.className} "${label.trim().replace(/\s+/g, ' ').slice(0, 60)}"`;
  };
  // Read aloud only.
  const hidden = (element: Element): boolean => {
    for (let each: Element | null = element; each; each = each.parentElement) {
      if (getComputedStyle(each).clipPath === 'inset(50%)') return true;
    }
    return false;
  };
  const shown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  // Not to be seen where it is, and no fault: scrolled out of its list, under the bar that stays at the edge, or behind a dialog.
  const scrolledAway = (target: Element, x: number, y: number): boolean => {
    const there = document.elementFromPoint(x, y);
    const dialog = document.querySelector('dialog[open]');
    if (dialog && !dialog.contains(target)) return true;
    for (let over: Element | null = there; over; over = over.parentElement) {
      if (['sticky', 'fixed'].includes(getComputedStyle(over).position)) return true;
    }
    for (let around = target.parentElement; around; around = around.parentElement) {
      if (!['auto', 'scroll'].includes(getComputedStyle(around).overflowY)) continue;
      const box = around.getBoundingClientRect();
      if (x < box.left || x > box.right || y < box.top || y > box.bottom) return true;
    }
    return false;
  };

  for (const once of ['h1', 'main']) {
    const count = document.querySelectorAll(once).length;
    if (count !== 1) faults.push(`${count} of ${once}`);
  }

  const wide = document.scrollingElement?.scrollWidth ?? 0;
  if (wide > innerWidth) faults.push(`scrolls sideways: ${wide} in ${innerWidth}`);

  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const holder = node.parentElement;
    if (!holder || node.textContent?.trim() === '' || !shown(holder) || holder.closest('option, script') || hidden(holder)) continue;
    const style = getComputedStyle(holder);
    const lines = Number.parseFloat(style.lineHeight) / Number.parseFloat(style.fontSize);
    if (lines < 1.29) faults.push(`lines too close (${lines.toFixed(2)}): ${named(holder)}`);
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    const button = holder.closest('button')?.getBoundingClientRect();
    const shortened = getComputedStyle(holder).textOverflow === 'ellipsis';
    if (button && !shortened && (text.left < button.left || text.right > button.right || text.top < button.top || text.bottom > button.bottom)) {
      faults.push(`sticks out: ${named(holder)}`);
    }
    for (let around: Element | null = holder; around && around !== document.body; around = around.parentElement) {
      const { overflowX, overflowY, textOverflow, webkitLineClamp, display } = getComputedStyle(around);
      if (display === 'inline' || display === 'contents') continue;
      if (overflowX === 'auto' || overflowX === 'scroll' || overflowY === 'auto' || overflowY === 'scroll') break;
      const box = around.getBoundingClientRect();
      const cutX = overflowX !== 'visible' && (text.left < box.left - 1 || text.right > box.right + 1);
      const cutY = overflowY !== 'visible' && (text.top < box.top - 1 || text.bottom > box.bottom + 1);
      if (!cutX && !cutY) continue;
      const meant = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
      // Names may be shortened in lists; what is pressed says itself in full, or on hover.
      const pressed = holder.closest('button, [role="tab"], a');
      if (!meant || (pressed && !holder.closest('[title]'))) faults.push(`cut off: ${named(holder)}`);
      break;
    }
  }

  for (const target of document.querySelectorAll('button, a[href], input, select, textarea, summary, [role="tab"]')) {
    if (!shown(target) || target.matches('p a')) continue;
    const area = target.matches('[type="radio"], [type="checkbox"]') ? (target.closest('label') ?? target) : target;
    const { width, height, left, top } = area.getBoundingClientRect();
    const [w, h] = [Math.round(width), Math.round(height)];
    if (w < leastTarget || h < leastTarget) faults.push(`too small (${w}x${h}): ${named(target)}`);
    if (target.closest('.verbs') && h < 64) faults.push(`a verb of ${h} px: ${named(target)}`);
    const [x, y] = [left + width / 2, top + height / 2];
    const there = document.elementFromPoint(x, y);
    if (!there || area.contains(there) || there.contains(area) || scrolledAway(target, x, y)) continue;
    faults.push(`covered: ${named(target)} by ${named(there)}`);
  }
  return [...new Set(faults)];
}
