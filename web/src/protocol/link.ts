import type { LinkRole } from "./model";

/** The pages that a link opens; the path decides. */
export type PageName = "home" | "lineTest" | LinkRole;

export interface Link {
  readonly page: PageName;
  readonly token: string | null;
}

const kPages: Readonly<Record<string, PageName>> = {
  "": "home",
  site: "site",
  chair: "chair",
  director: "director",
  secretary: "secretary",
  "line-test": "lineTest",
  hall: "hall",
  observer: "observer",
};

/** Whose link a page wants; null where any link is the beginning of another page. */
export function roleOf(page: PageName): LinkRole | null {
  switch (page) {
    case "home":
      return null;
    case "lineTest":
      return "site";
    default:
      return page;
  }
}

/** The page and token of an address such as `/chair#token=…`. */
export function parseLink(path: string, hash: string): Link {
  const name = path.replace(/^\/+|\/+$/g, "");
  const page = Object.hasOwn(kPages, name) ? kPages[name] : undefined;
  const token = new URLSearchParams(hash.replace(/^#/, "")).get("token");
  return { page: page ?? "home", token: token === "" ? null : token };
}
