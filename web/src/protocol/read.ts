/** Reads untrusted JSON: every reader either returns a value of its type or throws a Malformed that says where. */

export class Malformed extends Error {
  constructor(where: string, expected: string) {
    super(`${where}: expected ${expected}`);
    this.name = "Malformed";
  }
}

export type Read<T> = (json: Reader) => T;

export class Reader {
  readonly #value: unknown;
  readonly #where: string;

  constructor(value: unknown, where = "$") {
    this.#value = value;
    this.#where = where;
  }

  field(name: string): Reader {
    return new Reader(this.#record()[name], `${this.#where}.${name}`);
  }

  /** Where it stands, for messages: `$.state.sites[2].name`. */
  get where(): string {
    return this.#where;
  }

  /** Not written at all. */
  get missing(): boolean {
    return this.#value === undefined;
  }

  /** Not written, or null. */
  get absent(): boolean {
    return this.#value === undefined || this.#value === null;
  }

  get isText(): boolean {
    return typeof this.#value === "string";
  }

  get isList(): boolean {
    return Array.isArray(this.#value);
  }

  get isObject(): boolean {
    return typeof this.#value === "object" && this.#value !== null && !this.isList;
  }

  string(): string {
    if (typeof this.#value !== "string") throw this.#malformed("a string");
    return this.#value;
  }

  boolean(): boolean {
    if (typeof this.#value !== "boolean") throw this.#malformed("true or false");
    return this.#value;
  }

  number(): number {
    if (typeof this.#value !== "number" || !Number.isFinite(this.#value)) throw this.#malformed("a number");
    return this.#value;
  }

  integer(): number {
    if (!Number.isSafeInteger(this.#value) || (this.#value as number) < 0) throw this.#malformed("a whole number");
    return this.#value as number;
  }

  /** RFC 3339 in, epoch milliseconds out. */
  time(): number {
    const time = Date.parse(this.string());
    if (Number.isNaN(time)) throw this.#malformed("a time");
    return time;
  }

  oneOf<const T extends string>(values: readonly T[]): T {
    const found = values.find((value) => value === this.#value);
    if (found === undefined) throw this.#malformed(values.join(" | "));
    return found;
  }

  list<T>(read: Read<T>): T[] {
    if (!Array.isArray(this.#value)) throw this.#malformed("a list");
    return this.#value.map((element, index) => read(new Reader(element, `${this.#where}[${index}]`)));
  }

  record<T>(read: Read<T>): Record<string, T> {
    const result: Record<string, T> = Object.create(null) as Record<string, T>;
    for (const [key, value] of Object.entries(this.#record())) {
      result[key] = read(new Reader(value, `${this.#where}.${key}`));
    }
    return result;
  }

  optional<T>(read: Read<T>): T | null {
    return this.absent ? null : read(this);
  }

  or<T>(fallback: T, read: Read<T>): T {
    return this.absent ? fallback : read(this);
  }

  #record(): Record<string, unknown> {
    if (!this.isObject) throw this.#malformed("an object");
    return this.#value as Record<string, unknown>;
  }

  #malformed(expected: string): Malformed {
    return new Malformed(this.#where, expected);
  }
}

/** The readers as values, for tables of parts. */
export const string: Read<string> = (json) => json.string();
export const boolean: Read<boolean> = (json) => json.boolean();
export const number: Read<number> = (json) => json.number();
export const integer: Read<number> = (json) => json.integer();
export const time: Read<number> = (json) => json.time();
/** Seconds in, milliseconds out. */
export const seconds: Read<number> = (json) => json.number() * 1_000;
export const key: Read<string | number> = (json) => (json.isText ? json.string() : json.integer());

export function oneOf<const T extends string>(values: readonly T[]): Read<T> {
  return (json) => json.oneOf(values);
}

export function list<T>(read: Read<T>): Read<readonly T[]> {
  return (json) => json.list(read);
}

export function optional<T>(read: Read<T>): Read<T | null> {
  return (json) => json.optional(read);
}
