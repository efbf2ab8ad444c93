/** A day and a time as the field `datetime-local` writes it, in the time of this computer. */
export function momentText(at: number | null): string {
  if (at === null) return "";
  const local = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${String(local.getFullYear()).padStart(4, "0")}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
  return `${day}T${two(local.getHours())}:${two(local.getMinutes())}`;
}

/** Null for what is no moment. */
export function momentOf(text: string): number | null {
  const at = Date.parse(text);
  return text === "" || Number.isNaN(at) ? null : at;
}
