import type { LinkRole, MediaSource, Seq } from "./model";

export const kDirectoryKinds = ["units", "sites", "delegates"] as const;
export type DirectoryKind = (typeof kDirectoryKinds)[number];

export type ReceiverView = "hall" | "site" | "observer" | "director" | "loop";

/** The address of a role's page; the token stays behind the #, where no server or proxy sees it. */
export function pageAddress(role: LinkRole, token: string): string {
  return `/${role}#${new URLSearchParams({ token }).toString()}`;
}

const kApi = "/api/v1";

function conference(id: string): string {
  return `${kApi}/conferences/${encodeURIComponent(id)}`;
}

export const paths = {
  me: () => `${kApi}/me`,
  login: () => `${kApi}/login`,
  logout: () => `${kApi}/logout`,
  account: () => `${kApi}/account`,
  accounts: (name?: string) =>
    name === undefined ? `${kApi}/accounts` : `${kApi}/accounts/${encodeURIComponent(name)}`,
  directory: (kind: DirectoryKind, id?: string) =>
    id === undefined ? `${kApi}/directory/${kind}` : `${kApi}/directory/${kind}/${encodeURIComponent(id)}`,
  directoryImport: (kind: DirectoryKind, write: boolean) => `${kApi}/directory/import?kind=${kind}&write=${write}`,
  directoryExport: (kind: DirectoryKind, format: "csv" | "xlsx") =>
    `${kApi}/directory/export?kind=${kind}&format=${format}`,
  conferences: () => `${kApi}/conferences`,
  conference,
  links: (id: string) => `${conference(id)}/links`,
  robots: (id: string) => `${conference(id)}/robots`,
  papers: (id: string, paper?: string) =>
    paper === undefined ? `${conference(id)}/papers` : `${conference(id)}/papers/${encodeURIComponent(paper)}`,
  commands: (id: string) => `${conference(id)}/commands`,
  whip: (id: string, source: MediaSource) => `${conference(id)}/whip?source=${source}`,
  whep: (id: string, view: ReceiverView) => `${conference(id)}/whep?view=${view}`,
  sizes: (session: string) => `${session}/sizes`,
  /** A browser cannot set headers on a WebSocket, so the token goes as a parameter; a cookie goes by itself. */
  events: (id: string, token: string | null, since: Seq | null) => {
    const query = new URLSearchParams(token === null ? {} : { access_token: token });
    if (since !== null) query.set("since", String(since));
    return `${conference(id)}/events?${query.toString()}`;
  },
};
