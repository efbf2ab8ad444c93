import { searchKey } from "../i18n/format";

/** As the server has it. */
const kMostCharacters = 64;
/** Of these a number may still follow. */
const kMostOfName = 56;

/** An id made of a name, "Cần Thơ" is `can-tho`; with a number where that one is taken. */
export function slugOf(name: string, taken: ReadonlySet<string>, empty: string): string {
  const words = searchKey(name)
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, kMostOfName)
    .replace(/^-+|-+$/g, "");
  const slug = words === "" ? empty : words;
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number++) {
    const numbered = `${slug}-${number}`.slice(0, kMostCharacters);
    if (!taken.has(numbered)) return numbered;
  }
}
