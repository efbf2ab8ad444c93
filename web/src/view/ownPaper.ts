import type { SessionState } from "../session/state";

export interface PresentablePaper {
  readonly id: string;
  readonly title: string;
}

/** The papers that a site may show while it has the floor, and the page of the one that it shows. */
export interface OwnPaperView {
  readonly papers: readonly PresentablePaper[];
  readonly shown: {
    readonly title: string;
    readonly page: number;
    readonly pages: number;
    /** Null at the end. */
    readonly before: number | null;
    readonly after: number | null;
  } | null;
}

/** Null while the site has not the floor, or nothing to show. */
export function ownPaper(state: SessionState): OwnPaperView | null {
  const { conference, site } = state;
  if (!conference || site === null || conference.turn?.site !== site) return null;
  const papers = conference.papers.filter((paper) => paper.site === site);
  if (papers.length === 0) return null;
  const { showing } = conference;
  const paper = papers.find(({ id }) => id === showing?.paper);
  return {
    papers: papers.map(({ id, title }) => ({ id, title })),
    shown:
      showing && paper
        ? {
            title: paper.title,
            page: showing.page,
            pages: showing.pages,
            before: showing.page > 1 ? showing.page - 1 : null,
            after: showing.page < showing.pages ? showing.page + 1 : null,
          }
        : null,
  };
}
