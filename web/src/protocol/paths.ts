import type { LinkRole, Seq, Source } from "./model";

export type ReceiverView = "hall" | "site" | "observer";

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
  conference,
  commands: (id: string) => `${conference(id)}/commands`,
  whip: (id: string, source: Source) => `${conference(id)}/whip?source=${source}`,
  whep: (id: string, view: ReceiverView) => `${conference(id)}/whep?view=${view}`,
  sizes: (session: string) => `${session}/sizes`,
  /** A browser cannot set headers on a WebSocket, so the token goes as a parameter. */
  events: (id: string, token: string, since: Seq | null) => {
    const query = new URLSearchParams({ access_token: token });
    if (since !== null) query.set("since", String(since));
    return `${conference(id)}/events?${query.toString()}`;
  },
};
