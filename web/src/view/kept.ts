/**
 * Makes the same of the same: what was made last of a first argument is given again as long as the others are the same too. A list of
 * such rows is drawn anew only where something has changed.
 */
export function kept<K extends object, Others extends readonly unknown[], Made>(
  make: (key: K, ...others: Others) => Made,
): (key: K, ...others: Others) => Made {
  const last = new WeakMap<K, { readonly others: Others; readonly made: Made }>();
  return (key, ...others) => {
    const before = last.get(key);
    if (before?.others.every((each, index) => Object.is(each, others[index]))) return before.made;
    const made = make(key, ...others);
    last.set(key, { others, made });
    return made;
  };
}
