import type { Language } from "./index";

const kLocales: Readonly<Record<Language, string>> = { vi: "vi-VN", en: "en-GB" };

/** How a time can be written. */
const kTimes = {
  clock: { hour: "2-digit", minute: "2-digit", hour12: false },
  day: { day: "2-digit", month: "2-digit" },
  date: { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

/** Making one takes far longer than using it, and a list uses it a thousand times. */
const kMade = new Map<string, Intl.DateTimeFormat>();
const kNumbers = { vi: new Intl.NumberFormat(kLocales.vi), en: new Intl.NumberFormat(kLocales.en) };

function written(at: number, as: keyof typeof kTimes, language: Language, timeZone?: string): string {
  const name = `${as} ${language} ${timeZone ?? ""}`;
  const format = kMade.get(name) ?? new Intl.DateTimeFormat(kLocales[language], { ...kTimes[as], timeZone });
  kMade.set(name, format);
  return format.format(at);
}

/** "10:42" */
export function clockTime(at: number, language: Language, timeZone?: string): string {
  return written(at, "clock", language, timeZone);
}

/** "10:42 31/10": where the year is clear. */
export function dayTime(at: number, language: Language, timeZone?: string): string {
  const day = written(at, "day", language, timeZone);
  return `${clockTime(at, language, timeZone)} ${day.replace("-", "/")}`;
}

/** "Chủ Nhật, 31/10/2021" */
export function longDate(at: number, language: Language, timeZone?: string): string {
  return written(at, "date", language, timeZone);
}

/** "10:42, Chủ Nhật, 31/10/2021" */
export function fullTime(at: number, language: Language, timeZone?: string): string {
  return `${clockTime(at, language, timeZone)}, ${longDate(at, language, timeZone)}`;
}

/** "04:12", "1:02:05"; a whole number of seconds, the sign is the caller's. */
export function duration(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Folds marks away, so that "can tho" finds "Cần Thơ". */
export function searchKey(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
}

/** "15.345,5" */
export function decimal(value: number, language: Language): string {
  return kNumbers[language].format(value);
}
