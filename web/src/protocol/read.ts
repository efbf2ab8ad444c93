/** Reads untrusted JSON: every reader either returns a value of its type or throws a Malformed that says where. */

export class Malformed extends Error {
  constructor(where: string, expected: string) {
    super(`${where}: expected ${expected}`);
    this.name = "Malformed";
  }
}

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

  get absent(): boolean {
    return this.#value === undefined || this.#value === null;
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

  list<T>(read: (element: Reader) => T): T[] {
    if (!Array.isArray(this.#value)) throw this.#malformed("a list");
    return this.#value.map((element, index) => read(new Reader(element, `${this.#where}[${index}]`)));
  }

  record<T>(read: (element: Reader) => T): Record<string, T> {
    const result: Record<string, T> = Object.create(null) as Record<string, T>;
    for (const [key, value] of Object.entries(this.#record())) {
      result[key] = read(new Reader(value, `${this.#where}.${key}`));
    }
    return result;
  }

  optional<T>(read: (reader: Reader) => T): T | null {
    return this.absent ? null : read(this);
  }

  #record(): Record<string, unknown> {
    if (typeof this.#value !== "object" || this.#value === null || Array.isArray(this.#value)) {
      throw this.#malformed("an object");
    }
    return this.#value as Record<string, unknown>;
  }

  #malformed(expected: string): Malformed {
    return new Malformed(this.#where, expected);
  }
}
