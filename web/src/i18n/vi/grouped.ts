import { decimal } from "../format";

/** A count as it is written: "15.345". */
export const grouped = (count: number): string => decimal(count, "vi");
