import type { SortValue } from "../../view/sort";

export interface Column<T> {
  readonly id: string;
  readonly title: string;
  /** A track of the grid: `2fr`, `96px`. */
  readonly width: string;
  /** What the column shows, and sorts by. */
  readonly value: (row: T) => SortValue;
  readonly numeric?: boolean;
}
