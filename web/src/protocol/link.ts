import type { LinkRole, Role } from "./model";

/** The pages that a link opens; the path decides. */
export type LinkPage = "home" | "lineTest" | LinkRole;

/** The pages that follow a conference: those of links, and an organiser's. */
export type PageName = LinkPage | "conference";

export interface Link {
  readonly page: LinkPage;
  readonly token: string | null;
}

const kPages: Readonly<Record<string, LinkPage>> = {
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
export function roleOf(page: PageName): Role | null {
  switch (page) {
    case "home":
      return null;
    case "lineTest":
      return "site";
    case "conference":
      return "organiser";
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
