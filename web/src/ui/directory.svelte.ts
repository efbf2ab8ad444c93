import { SvelteSet } from "svelte/reactivity";
import type { Answer } from "../net/call";
import type { Office } from "../net/office";
import type { Entry } from "../protocol/directory";
import type { Problem } from "../protocol/model";
import type { DirectoryKind } from "../protocol/paths";
import { byId, entryBody, unitRows } from "../view/directory";

/** Entries of one call; the server gives no more. */
const kPage = 500;
/** Units are all there for the tree; more than this are not drawn. */
const kMaxUnitPages = 100;

/** The directory as one page looks at it: the tree of units, and the entries that the search finds. */
export class DirectoryModel {
  kind = $state<DirectoryKind>("sites");
  /** Only what belongs to it, or stands below it; empty: all. */
  unit = $state("");
  words = $state("");
  units = $state.raw<readonly Entry[]>([]);
  entries = $state.raw<readonly Entry[]>([]);
  total = $state(0);
  problem = $state.raw<Problem | null>(null);
  readonly open = new SvelteSet<string>();
  readonly unitOf = $derived(byId(this.units));
  readonly rows = $derived(unitRows(this.units, this.open));
  #next: string | null = null;
  #search = 0;
  readonly #office: Office;

  constructor(office: Office) {
    this.#office = office;
  }

  get left(): number {
    return this.#next === null ? 0 : Math.max(0, this.total - this.entries.length);
  }

  async loadUnits(): Promise<void> {
    const units: Entry[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < kMaxUnitPages; ++pages) {
      const answer = await this.#office.directoryPage("units", { limit: kPage, ...(after === null ? {} : { after }) });
      if (!answer.ok) {
        this.problem = answer.problem;
        return;
      }
      units.push(...answer.value.entries);
      after = answer.value.next;
      if (after === null) break;
    }
    const first = this.units.length === 0;
    this.units = units;
    if (first) for (const { unit } of this.rows) this.open.add(unit.id);
  }

  /** Asks anew; an answer that comes after a later question is passed over. */
  async search(): Promise<void> {
    this.#search += 1;
    await this.#load(null);
  }

  async more(): Promise<void> {
    if (this.#next !== null) await this.#load(this.#next);
  }

  /** Adds an entry, or changes the one of this id. What the server finds wrong comes back. */
  async save(id: string | null, values: Readonly<Record<string, string>>): Promise<Problem | null> {
    const body = entryBody(this.kind, values);
    const saved = id === null ? this.#office.addEntry(this.kind, body) : this.#office.changeEntry(this.kind, id, body);
    return this.#after(await saved);
  }

  async remove(id: string): Promise<Problem | null> {
    return this.#after(await this.#office.removeEntry(this.kind, id));
  }

  /** After entries were written: what is seen is what is there. */
  async refresh(): Promise<void> {
    await Promise.all([this.kind === "units" ? this.loadUnits() : null, this.search()]);
  }

  async #after(answer: Answer<Response>): Promise<Problem | null> {
    if (!answer.ok) return answer.problem;
    await this.refresh();
    return null;
  }

  async #load(after: string | null): Promise<void> {
    const search = this.#search;
    const query = { q: this.words, unit: this.unit, limit: kPage, ...(after === null ? {} : { after }) };
    const answer = await this.#office.directoryPage(this.kind, query);
    if (search !== this.#search) return;
    this.problem = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    const page = answer.value;
    this.entries = after === null ? page.entries : [...this.entries, ...page.entries];
    this.total = page.total;
    this.#next = page.next;
  }
}
