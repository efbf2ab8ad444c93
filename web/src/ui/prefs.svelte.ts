import { dictionaries, otherLanguage, type Dictionary, type Language } from "../i18n";

export type Theme = "dark" | "light";

const kKey = "diemcau.prefs";

interface Stored {
  language?: Language;
  theme?: Theme;
  camera?: string | null;
  microphone?: string | null;
  speaker?: string | null;
  rawSound?: boolean;
  shortcuts?: boolean;
}

/** What this computer's user has chosen; kept in the browser, sent nowhere. */
export class Prefs {
  language = $state<Language>("vi");
  theme = $state<Theme>("dark");
  camera = $state<string | null>(null);
  microphone = $state<string | null>(null);
  speaker = $state<string | null>(null);
  rawSound = $state(false);
  /** Shortcuts of one key (see keys.ts). */
  shortcuts = $state(true);
  readonly #store: Pick<Storage, "getItem" | "setItem"> | null;

  /** @param theme what the page opens with until somebody chooses: control rooms dark, offices light */
  constructor(theme: Theme, store: Pick<Storage, "getItem" | "setItem"> | null = storage()) {
    this.#store = store;
    const stored = read(store);
    this.language = stored.language === "en" ? "en" : "vi";
    this.theme = stored.theme === "light" || stored.theme === "dark" ? stored.theme : theme;
    this.camera = stored.camera ?? null;
    this.microphone = stored.microphone ?? null;
    this.speaker = stored.speaker ?? null;
    this.rawSound = stored.rawSound ?? false;
    this.shortcuts = stored.shortcuts !== false;
  }

  get t(): Dictionary {
    return dictionaries[this.language];
  }

  switchLanguage(): void {
    this.language = otherLanguage(this.language);
    this.save({ language: this.language });
  }

  switchTheme(): void {
    this.theme = this.theme === "dark" ? "light" : "dark";
    this.save({ theme: this.theme });
  }

  switchShortcuts(): void {
    this.shortcuts = !this.shortcuts;
    this.save({ shortcuts: this.shortcuts });
  }

  saveDevices(): void {
    const { camera, microphone, speaker, rawSound } = this;
    this.save({ camera, microphone, speaker, rawSound });
  }

  save(change: Stored): void {
    try {
      this.#store?.setItem(kKey, JSON.stringify({ ...read(this.#store), ...change }));
    } catch {
      // A full or forbidden store costs the memory of a choice, nothing else.
    }
  }
}

function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function read(store: Pick<Storage, "getItem"> | null): Stored {
  try {
    const json: unknown = JSON.parse(store?.getItem(kKey) ?? "{}");
    return typeof json === "object" && json !== null ? (json as Stored) : {};
  } catch {
    return {};
  }
}
