import type { Role } from "./model";

/** The pages of the app; the path decides. */
export type PageName = "home" | Role;

export interface Link {
  readonly page: PageName;
  readonly token: string | null;
}

const kPages: Readonly<Record<string, PageName>> = {
  "": "home",
  site: "site",
  chair: "chair",
  director: "director",
  hall: "hall",
  observer: "observer",
};

/** The page and token of an address such as `/chair#token=…`. */
export function parseLink(path: string, hash: string): Link {
  const name = path.replace(/^\/+|\/+$/g, "");
  const page = Object.hasOwn(kPages, name) ? kPages[name] : undefined;
  const token = new URLSearchParams(hash.replace(/^#/, "")).get("token");
  return { page: page ?? "home", token: token === "" ? null : token };
}
