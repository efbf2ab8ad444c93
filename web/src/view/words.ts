/** The word for a name of the protocol; the name itself where a newer server has one that is not known here. */
export function wordOf(words: Readonly<Record<string, string>>, name: string): string {
  return (Object.hasOwn(words, name) ? words[name] : undefined) ?? name;
}

/** What can be chosen: those that have a word, and what stands there already. */
export function choices(words: Readonly<Record<string, string>>, present: string): readonly string[] {
  const names = Object.keys(words);
  return present === "" || names.includes(present) ? names : [...names, present];
}
