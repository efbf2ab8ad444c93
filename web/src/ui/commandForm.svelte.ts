import type { Dictionary } from "../i18n";
import type { Command } from "../protocol/model";
import type { SessionState } from "../session/state";
import { kNoFaults, refusedFields, type Faults, type Filled } from "../view/faults";
import { Batch } from "./batch.svelte";

export interface CommandFormPorts {
  session(): SessionState;
  act(command: Command): void;
  t(): Dictionary;
  /** The server has it. */
  saved(): void;
}

/** A form whose fields become commands. What is wrong stands at its field, whoever found it: the page or the server. */
export class CommandForm {
  readonly #ports: CommandFormPorts;
  readonly #fields: readonly string[];
  readonly #batch: Batch;
  #own = $state.raw<Faults>(kNoFaults);

  /** Call while a component is being set up. */
  constructor(fields: readonly string[], ports: CommandFormPorts) {
    this.#fields = fields;
    this.#ports = ports;
    this.#batch = new Batch(
      () => ports.session(),
      (command) => ports.act(command),
      () => ports.saved(),
    );
  }

  get busy(): boolean {
    return this.#batch.busy;
  }

  /** Of a field, or under `""` of the whole; empty where nothing is wrong. */
  fault(field: string): string {
    const { problem } = this.#batch;
    const faults = problem ? refusedFields(problem, this.#fields, this.#ports.t()) : this.#own;
    return faults[field] ?? "";
  }

  submit(filled: Filled<Command | readonly Command[]>): void {
    if (this.busy) return;
    this.#batch.forget();
    this.#own = filled.ok ? kNoFaults : filled.faults;
    if (!filled.ok) return;
    const commands = "type" in filled.value ? [filled.value] : filled.value;
    if (commands.length === 0) this.#ports.saved();
    else this.#batch.start(commands);
  }
}
