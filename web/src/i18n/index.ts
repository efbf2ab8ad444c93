import { en } from "./en";
import { vi, type Dictionary } from "./vi";

export type { Dictionary };

export const kLanguages = ["vi", "en"] as const;
export type Language = (typeof kLanguages)[number];

export const dictionaries: Readonly<Record<Language, Dictionary>> = { vi, en };

export function otherLanguage(language: Language): Language {
  return language === "vi" ? "en" : "vi";
}
