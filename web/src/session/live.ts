import type { Scope } from "../base/scope";
import type { Access } from "../net/access";
import { Rest } from "../net/rest";
import { openSocket } from "../net/socket";
import type { PageName } from "../protocol/link";
import type { LinkRole, PaperId, Problem, SlotName } from "../protocol/model";
import { paths, type ReceiverView } from "../protocol/paths";
import { videoSlots } from "../protocol/slots";
import type { Connection } from "../rtc/connection";
import { Door } from "../rtc/door";
import { openLoop, type LoopHandlers } from "../rtc/loop";
import { Publisher, type Tracks } from "../rtc/publisher";
import { Talkback, type TalkbackState } from "../rtc/talkback";
import { openReceiver, type Stream } from "../rtc/receiver";
import { Runner } from "./runner";
import type { Effect, SessionState, Side } from "./state";

export type Streams = Readonly<Record<SlotName, Stream>>;

export interface LiveHandlers {
  state(state: SessionState): void;
  streams(streams: Streams): void;
  /** The link is that of this role's page. */
  elsewhere(role: LinkRole): void;
}

/** The view of the media plane that a page has. */
function viewOf(page: PageName): ReceiverView {
  switch (page) {
    case "hall":
      return "hall";
    case "site":
    case "lineTest":
      return "site";
    case "director":
      return "director";
    case "home":
    case "conference":
    case "chair":
    case "secretary":
    case "observer":
      return "observer";
  }
}

/** A session against the real server: carries out the reducer's effects, and ends all of it with its scope. */
export class Live {
  readonly runner: Runner;
  readonly #scope: Scope;
  readonly #access: Access;
  readonly #rest: Rest;
  readonly #door: Door;
  readonly #handlers: LiveHandlers;
  readonly #view: ReceiverView;
  #socket: Scope | undefined;
  /** Nothing is to be sent for what the page does not show. */
  readonly #hidden: Readonly<Record<SlotName, number>>;
  readonly #media: Partial<Record<Side, { scope: Scope; connection: Connection }>> = {};
  #publisher: Publisher | undefined;
  #tracks: Tracks = { video: null, audio: null };
  #streams: Streams = {};

  constructor(scope: Scope, access: Access, page: PageName, handlers: LiveHandlers) {
    this.#scope = scope;
    this.#access = access;
    this.#rest = new Rest(access);
    this.#door = new Door(this.#rest);
    this.#view = viewOf(page);
    this.#hidden = Object.fromEntries(videoSlots(this.#view).map((slot) => [slot, 0]));
    this.#handlers = handlers;
    this.runner = new Runner(scope, {
      perform: (effect) => this.#perform(effect),
      changed: (state) => handlers.state(state),
      random: Math.random,
      setTimer: (run, ms) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    });
  }

  setTracks(tracks: Tracks): void {
    this.#tracks = tracks;
    this.#publisher?.setTracks(tracks);
  }

  /** Our own microphone as it is; null while there is none. */
  get microphone(): Tracks["audio"] {
    return this.#tracks.audio;
  }

  /** Measures the line with our own picture, for as long as the scope lives. */
  openLoop(scope: Scope, handlers: LoopHandlers): void {
    const { conferenceId } = this.runner.state;
    if (conferenceId !== null) openLoop(this.#door, scope, conferenceId, this.#tracks, Date.now, handlers);
  }

  /** The PDF of a paper; null while it cannot be had. */
  async paper(id: PaperId): Promise<ArrayBuffer | null> {
    const { conferenceId } = this.runner.state;
    if (conferenceId === null) return null;
    const answer = await this.#rest.paper(conferenceId, id);
    return answer.ok ? answer.value : null;
  }

  /** The desk's voice to the cued site, as long as `scope` lives; null while the conference is not known. */
  openTalkback(scope: Scope, changed: (state: TalkbackState) => void): Talkback | null {
    const { conferenceId } = this.runner.state;
    return conferenceId === null ? null : new Talkback(this.#door, scope, conferenceId, changed);
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case "identify":
        return void this.#identify();
      case "go_to_page":
        return this.#handlers.elsewhere(effect.role);
      case "open_socket":
        return this.#openSocket(paths.events(effect.conference, this.#access.token, effect.since));
      case "open_media":
        return this.#openMedia(effect.side, effect.conference);
      case "close_media":
        return this.#closeMedia(effect.side);
      case "restart_ice":
        return void this.#media[effect.side]?.connection.restartIce();
      case "put_sizes":
        return void this.#media.receive?.connection.putSizes({ ...this.#hidden, ...effect.sizes });
      case "check_media":
        return void this.#media[effect.side]?.connection.check();
      case "send_command":
        return void this.#send(effect);
      case "set_timer":
      case "clear_timer":
        // The runner's own.
        return;
    }
  }

  async #identify(): Promise<void> {
    const me = await this.#rest.me();
    if (me.ok) this.runner.dispatch({ type: "identified", ...me.value });
    else this.runner.dispatch({ type: "not_identified", problem: me.problem });
  }

  #openSocket(path: string): void {
    this.#socket?.end();
    this.#socket = this.#scope.child();
    openSocket(path, this.#socket, {
      opened: () => this.runner.dispatch({ type: "socket_opened" }),
      frame: (frame) => this.runner.dispatch({ type: "socket_frame", frame }),
      closed: () => this.runner.dispatch({ type: "socket_closed" }),
    });
  }

  #openMedia(side: Side, conference: string): void {
    this.#closeMedia(side);
    const scope = this.#scope.child();
    const handlers = {
      opened: (session: string) => this.runner.dispatch({ type: "media_opened", side, session }),
      connected: () => this.runner.dispatch({ type: "media_connected", side }),
      disconnected: () => this.runner.dispatch({ type: "media_disconnected", side }),
      failed: (problem: Problem) => this.runner.dispatch({ type: "media_failed", side, problem }),
    };
    if (side === "publish") {
      this.#publisher = new Publisher(this.#door, scope, conference, "camera", this.#tracks, handlers);
      this.#media.publish = { scope, connection: this.#publisher.connection };
    } else {
      const slot = (name: SlotName, stream: Stream) => {
        this.#streams = { ...this.#streams, [name]: stream };
        this.#handlers.streams(this.#streams);
      };
      this.#media.receive = {
        scope,
        connection: openReceiver(this.#door, scope, conference, this.#view, { ...handlers, slot }),
      };
    }
  }

  /** The last pictures stay where they are: a still picture is better than a hole while a new connection comes. */
  #closeMedia(side: Side): void {
    this.#media[side]?.scope.end();
    this.#media[side] = undefined;
    if (side === "publish") this.#publisher = undefined;
  }

  async #send(effect: Extract<Effect, { type: "send_command" }>): Promise<void> {
    const answer = await this.#rest.command(effect.conference, effect.command, effect.expected);
    if (answer.ok) this.runner.dispatch({ type: "command_done", id: effect.id });
    else this.runner.dispatch({ type: "command_refused", id: effect.id, problem: answer.problem });
  }
}
