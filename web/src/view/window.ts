/** The part of a long list that is drawn: rows are of one height, so that where each stands is known without drawing it. */

/** Rows drawn beyond each edge, so that a quick scroll meets no hole. */
export const kOverscan = 6;

export interface Window {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
}

/** @param top,height what is in sight, px */
export function windowOf(top: number, height: number, rowHeight: number, count: number): Window {
  const first = Math.floor(Math.max(0, top) / rowHeight) - kOverscan;
  const end = Math.ceil((Math.max(0, top) + Math.max(0, height)) / rowHeight) + kOverscan;
  return { first: clamp(first, count), end: clamp(end, count) };
}

/** The rows to draw, in order: those in the window, and the one that has the focus, wherever it stands. */
export function drawnRows(window: Window, active: number): number[] {
  const rows = Array.from({ length: window.end - window.first }, (_, index) => window.first + index);
  if (active < 0) return rows;
  if (active < window.first) return [active, ...rows];
  return active >= window.end ? [...rows, active] : rows;
}

/** Where to scroll so that a row is wholly in sight; null where it is. */
export function scrollTo(row: number, top: number, height: number, rowHeight: number): number | null {
  const from = row * rowHeight;
  if (from < top) return from;
  return from + rowHeight > top + height ? from + rowHeight - height : null;
}

function clamp(row: number, count: number): number {
  return Math.max(0, Math.min(count, row));
}
