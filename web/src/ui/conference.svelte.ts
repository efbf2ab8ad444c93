import { Scope } from "../base/scope";
import type { Access } from "../net/access";
import type { PageName } from "../protocol/link";
import type { PaperId } from "../protocol/model";
import { pageAddress } from "../protocol/paths";
import type { Talkback, TalkbackState } from "../rtc/talkback";
import { Live, type Streams } from "../session/live";
import { kInitial, type SessionEvent, type SessionState } from "../session/state";

/** What a page shows and does; the real one speaks to the server, the one of the stories does not. */
export interface ConferenceModel {
  readonly state: SessionState;
  readonly streams: Streams;
  act(event: SessionEvent): void;
  /** The PDF of a paper; null where it cannot be had. */
  fetchPaper(id: PaperId): Promise<ArrayBuffer | null>;
  /** The desk's voice to the cued site, as long as `scope` lives; null while there is no conference. */
  openTalkback(scope: Scope, changed: (state: TalkbackState) => void): Pick<Talkback, "hold"> | null;
}

export class LiveConference implements ConferenceModel {
  state = $state.raw<SessionState>(kInitial);
  streams = $state.raw<Streams>({});
  readonly live: Live;
  readonly scope = new Scope();

  constructor(access: Access, page: PageName) {
    this.live = new Live(this.scope, access, page, {
      state: (state) => (this.state = state),
      streams: (streams) => (this.streams = streams),
      elsewhere: (role) => location.replace(pageAddress(role, access.token ?? "")),
    });
    const nudge = () => {
      if (document.visibilityState === "visible") this.act({ type: "nudge" });
    };
    this.scope.listen(window as never, "online", nudge);
    this.scope.listen(document as never, "visibilitychange", nudge);
    // Leaving the page gives the place back at once instead of after a timeout.
    this.scope.listen(window as never, "pagehide", () => this.scope.end());
    this.act({ type: "start", page });
  }

  act(event: SessionEvent): void {
    this.live.runner.dispatch(event);
  }

  readonly fetchPaper = (id: PaperId): Promise<ArrayBuffer | null> => this.live.paper(id);

  openTalkback(scope: Scope, changed: (state: TalkbackState) => void): Talkback | null {
    return this.live.openTalkback(scope, changed);
  }
}
