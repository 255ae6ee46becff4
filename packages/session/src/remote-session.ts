import type { PeerMessage, Privilege } from "@beckon/protocol/peer.ts";
import type { IceServer } from "@beckon/protocol/words.ts";
import { makeAskedPrivilege } from "./asked-privilege.ts";
import { makeChat } from "./chat.ts";
import type { DesktopActs } from "./desktop-acts.ts";
import { makeDesktopHost } from "./desktop-host.ts";
import { makeDesktopView } from "./desktop-view.ts";
import { browserLinks } from "./browser-link.ts";
import { keepConnected } from "./connection-keeper.ts";
import { makeWordsExchange } from "./four-words.ts";
import type { Identities } from "./four-words.ts";
import type { DirectLinks } from "./link.ts";
import { makeListeners } from "./listeners.ts";
import type { Copied, Machine } from "./machine.ts";
import { makeMarks } from "./marks.ts";
import { makePeerInbox } from "./peer-inbox.ts";
import { makePicture } from "./picture.ts";
import type { RelayAccess } from "./relay-link.ts";
import { measure } from "./session-stats.ts";
import type { EndReason, Host, Point, SessionValues, Side } from "./session-values.ts";
import { makeTransfers } from "./transfers.ts";
import { makeValues } from "./values.ts";
import { makeVoice } from "./voice.ts";

export type {
  Desktop,
  EndReason,
  FourWords,
  Host,
  Picture,
  Point,
  SessionState,
  SessionStats,
  SessionValues,
  Side,
  Stroke,
  SystemAnswer,
  Transfer,
  Voice,
} from "./session-values.ts";

/** What both sides need to find each other. */
export type SessionOptions = {
  /** The session's id, as `session/open` and `joined` name it. */
  session: string;
  iceServers: readonly IceServer[];
  /** Sends `body` to the other side through the server, as the `body` of `session/signal`. */
  signal: (body: string) => void;
  /** The way through the server, as it was given for this session and side; absent: there is none. */
  relay?: RelayAccess | undefined;
  /** How connections from party to party are made; in a browser its own. */
  links?: DirectLinks;
};

/** What the customer's side needs besides: what its browser captures, or the whole computer. */
export type HostOptions = SessionOptions & {
  /** What the expert may do from the start, of what can be granted at all; default: see and point. */
  privileges?: readonly Privilege[];
  /** Nothing but these can be granted; default: whatever there is. */
  offers?: readonly Privilege[];
} & ({ stream: MediaStream } | { machine: Machine });

/** One remote session, whatever becomes of the connections below it. It ends only by `end()`, here or there. */
export type RemoteSession = DesktopActs & {
  /** Takes what the other side sent by `signal`. Bodies of other sessions and what does not parse are dropped. */
  handleSignal(body: string): void;
  /** The value of `name` now. The same object until it changes. */
  get<N extends keyof SessionValues>(name: N): SessionValues[N];
  /** Calls `listener` with each new value of `name`, not with the present one; returns how to stop that. */
  on<N extends keyof SessionValues>(name: N, listener: (value: SessionValues[N]) => void): () => void;
  /** Messages of the other side that were dropped: malformed, too many, or not allowed. */
  readonly dropped: number;
  /** Adds a line to the chat; it reaches the other side now or after the next reconnect. Blank text is ignored. `id`: the same line in another session has it, too. */
  say(text: string, id?: string): void;
  /** Expert: points at a place in the picture. */
  point(x: number, y: number): void;
  hidePointer(): void;
  /** Expert: adds points to the stroke `strokeId` (any id of letters and digits), starting it if it is new. */
  draw(strokeId: string, colour: string, points: readonly Point[]): void;
  /** Either side: clears all strokes on both. */
  clearPen(): void;
  /** Customer: from now on the expert may do exactly this. Without `see` the picture stops at once [R4]. */
  grant(privileges: readonly Privilege[]): void;
  /** Customer: from now on nothing but these can be granted; undefined: whatever there is [R23]. */
  offer(offers: readonly Privilege[] | undefined): void;
  /** Expert: asks the customer for a privilege; their page shows `privilegeAsked`. */
  ask(privilege: Privilege): void;
  /** Lets the other side hear this microphone, or nothing for null. Asking the browser for it is the page's part. */
  setMicrophone(track: MediaStreamTrack | null): void;
  /** Customer: shares this instead; the tracks shared before are stopped. */
  changePicture(stream: MediaStream): void;
  /** Other STUN and TURN servers for later reconnects: call it when the server hands out fresh credentials [X10]. */
  setIceServers(iceServers: readonly IceServer[]): void;
  /** Tries at once if the connection is gone: call it when the link to the server is back. */
  retry(): void;
  /** Ends the session on both sides: picture and microphone stop at once, also with the network down [R4]. */
  end(): void;
  /** Ends it here only: another place of the same person goes on with it, and the other side waits for that one [M9]. */
  handOver(): void;
};

/** What a browser can grant. */
const BROWSER_OFFERS: readonly Privilege[] = ["see", "point", "record"];

/** Starts the customer's side, once they have allowed it [R1] and there is something to show. */
export function hostSession(options: HostOptions): RemoteSession {
  const privileges = options.privileges ?? ["see", "point"];
  const machine = "machine" in options ? options.machine : undefined;
  return startSession("customer", options, machine, (session) => {
    session.offer(options.offers);
    session.grant(privileges);
    if ("stream" in options) session.changePicture(options.stream);
  });
}

/** Starts the expert's side; also after a reload of their page, with the same `session`. */
export function joinSession(options: SessionOptions): RemoteSession {
  return startSession("expert", options, undefined, () => undefined);
}

function startSession(
  side: Side,
  options: SessionOptions,
  machine: Machine | undefined,
  prepare: (session: RemoteSession) => void,
): RemoteSession {
  const values = makeValues(nothingYet());
  const inbox = makePeerInbox();
  const copied = makeListeners<Copied>();
  const able = machine?.offers ?? BROWSER_OFFERS;
  let host: Host = { kind: machine?.kind ?? "browser", offers: able };
  const { session: id, iceServers, links = browserLinks() } = options;
  // Pictures of a browser cannot travel through the server.
  const relay = side === "customer" && machine === undefined ? undefined : options.relay;
  const keeper = keepConnected(
    { side, session: id, iceServers, links, relay },
    {
      signal: options.signal,
      opened,
      changed,
      read: (data) => inbox.read(data),
      message(message) {
        if (!isOver()) receive(message);
      },
      bytes(channel, bytes) {
        if (isOver()) return;
        if (channel === "bulk") {
          if (!transfers.take(bytes)) inbox.drop();
        } else if (desktopHost !== undefined) desktopHost.answer(bytes);
        else if (side === "expert") view.take(bytes);
      },
      track: (track) => (track.kind === "video" ? picture.receive(track) : voice.receive(track)),
      bye: () => finish("endedThere"),
    },
  );
  const send = (message: PeerMessage): boolean => keeper.send(message);
  const isOver = (): boolean => values.get("state").is === "ended";
  const may = (privilege: Privilege): boolean => !isOver() && values.get("privileges").includes(privilege);

  const words = makeWordsExchange({
    side,
    send,
    show: (value) => values.set("words", value),
    broken: () => finish("wordsMismatch"),
  });
  const chat = makeChat(side, (lines) => values.set("chat", lines));
  const marks = makeMarks({
    send,
    showPointer: (at) => values.set("pointer", at),
    showPen: (strokes) => values.set("pen", strokes),
  });
  const asked = makeAskedPrivilege({ may, show: (privilege) => values.set("privilegeAsked", privilege) });
  const picture = makePicture({
    show: (value) => values.set("picture", value),
    tell: (surface) => send({ type: "picture/shows", surface }),
    setVideo: (track) => keeper.setVideo(track),
  });
  const voice = makeVoice({
    show: (value) => values.set("voice", value),
    tell: (on) => send({ type: "voice/speaks", on }),
    setAudio: (track) => keeper.setAudio(track),
  });
  const transfers = makeTransfers({
    side,
    send,
    sendBytes: keeper.sendBytes,
    buffered: keeper.buffered,
    may,
    show: (list) => values.set("transfers", list),
    async copied(what) {
      if (machine === undefined) copied.tell(what);
      else await machine.clipboard.write(what);
    },
    receiveFile: machine && ((name, size) => machine.receiveFile(name, size)),
  });
  const desktopHost =
    machine &&
    makeDesktopHost({
      machine,
      send,
      sendScreen: (message) => keeper.sendBytes("screen", message),
      screenBuffered: () => keeper.buffered("screen"),
      may,
      show: (desktop) => values.set("desktop", desktop),
      askFile: () => values.set("fileAsked", true),
    });
  const view = makeDesktopView({
    send,
    sendScreen: (message) => keeper.sendBytes("screen", message),
    may,
    show: (desktop) => values.set("desktop", desktop),
  });
  const stopCopying = machine?.clipboard.watch((what) => void (may("clipboard") && transfers.copy(what)));
  const stopMeasuring = measure(
    () => (values.get("state").is === "connected" ? keeper.reading() : Promise.resolve(undefined)),
    (stats) => values.set("stats", stats),
  );

  /** A new connection: the other page may know nothing of what was said before. */
  function opened(identities: Identities): void {
    marks.renew();
    words.begin(identities);
    for (const lines of chat.pieces()) send({ type: "chat/history", lines });
    voice.repeat();
    // The last connection may have gone without anybody noticing.
    transfers.connected(false);
    if (side === "customer") {
      tellHost();
      tellPrivileges();
      send({ type: "people/there", people: [...values.get("people")] });
      picture.repeat();
      desktopHost?.renew();
    } else {
      view.renew();
      send({ type: "recording/is", on: values.get("recording") });
    }
    transfers.connected(true);
  }

  function changed(up: boolean): void {
    if (isOver()) return;
    transfers.connected(up);
    if (up) values.set("state", { is: "connected" });
    else if (values.get("state").is === "connected") {
      values.set("state", { is: "reconnecting", since: Date.now() });
      values.set("pointer", null);
      desktopHost?.lost();
      view.lost();
    }
  }

  function receive(message: PeerMessage): void {
    switch (message.type) {
      case "words/commit":
      case "words/nonce":
      case "words/open":
        return words.handle(message);
      case "chat/line":
        return chat.hear(message.line);
      case "chat/history":
        return chat.merge(message.lines);
      case "voice/speaks":
        return voice.hear(message.on);
      case "pen/clear":
        return marks.clear();
      case "session/bye":
        return finish("endedThere");
      case "transfer/offer":
      case "transfer/accept":
      case "transfer/refuse":
      case "transfer/received":
      case "transfer/pause":
      case "transfer/cancel":
      case "transfer/end":
      case "transfer/checked":
        return transfers.handle(message) ? undefined : inbox.drop();
      default:
        return side === "customer" ? receiveFromExpert(message) : receiveFromCustomer(message);
    }
  }

  function receiveFromExpert(message: PeerMessage): void {
    // Privileges are checked here, where they act: what the expert's page believes does not count [R4].
    switch (message.type) {
      case "privilege/ask":
        return host.offers.includes(message.privilege) ? asked.hear(message.privilege) : inbox.drop();
      case "pen/draw":
        return may("point") ? marks.hearDraw(message) : inbox.drop();
      case "pointer/move":
      case "pointer/hide":
        return may("point") ? marks.hearPointer(message) : inbox.drop();
      case "recording/is":
        if (message.on && !may("record")) return inbox.drop();
        return values.set("recording", message.on);
      default:
        return desktopHost?.handle(message) === true ? undefined : inbox.drop();
    }
  }

  function receiveFromCustomer(message: PeerMessage): void {
    switch (message.type) {
      case "picture/shows":
        return picture.hear(message.surface);
      case "privilege/granted":
        return setPrivileges(message.privileges);
      case "host/is":
        values.set("host", { kind: message.kind, offers: message.offers });
        return view.hearHost(message);
      case "people/there":
        return values.set("people", message.people);
      case "screen/monitors":
      case "screen/trouble":
        return view.hear(message);
      case "system/facts":
        return values.set("system", message.facts);
      case "system/answer":
        return values.set("systemAnswer", { to: message.to, outcome: message.outcome });
      default:
        return inbox.drop();
    }
  }

  function setPrivileges(privileges: readonly Privilege[]): void {
    values.set("privileges", [...new Set(privileges)]);
    if (!may("point")) marks.wipe();
    if (!may("record")) values.set("recording", false);
    transfers.recheck();
  }

  function tellHost(): void {
    send({ type: "host/is", kind: host.kind, offers: [...host.offers] });
  }

  function tellPrivileges(): void {
    send({ type: "privilege/granted", privileges: [...values.get("privileges")] });
  }

  function finish(because: EndReason, sayBye = true): void {
    if (isOver()) return;
    values.set("state", { is: "ended", because });
    // Picture, input and sound first: this must work, and work at once, whatever the network does [R4].
    desktopHost?.stop();
    picture.stop();
    voice.stop();
    stopCopying?.();
    stopMeasuring();
    transfers.stop();
    keeper.close(sayBye);
    marks.wipe();
    asked.stop();
    values.set("stats", null);
    for (const name of ["fileAsked", "recording"] as const) values.set(name, false);
  }

  const session: RemoteSession = {
    ...view.acts,
    handleSignal: (body) => keeper.handleSignal(body),
    get: values.get,
    on: values.on,
    get dropped() {
      return inbox.dropped;
    },
    say(text, id) {
      const line = isOver() ? undefined : chat.write(text, id);
      if (line !== undefined) send({ type: "chat/line", line });
    },
    point(x, y) {
      if (side === "expert" && may("point")) marks.pointTo(x, y);
    },
    hidePointer() {
      if (side === "expert" && may("point")) marks.hide();
    },
    draw(strokeId, colour, points) {
      if (side === "expert" && may("point")) marks.draw(strokeId, colour, points);
    },
    clearPen() {
      if (isOver()) return;
      marks.clear();
      send({ type: "pen/clear" });
    },
    grant(privileges) {
      if (side !== "customer" || isOver()) return;
      setPrivileges(privileges.filter((privilege) => host.offers.includes(privilege)));
      asked.answered();
      picture.allow(may("see"));
      desktopHost?.recheck();
      tellPrivileges();
    },
    offer(offers) {
      if (side !== "customer" || isOver()) return;
      host = { ...host, offers: offers === undefined ? able : able.filter((privilege) => offers.includes(privilege)) };
      tellHost();
      session.grant(values.get("privileges"));
    },
    ask(privilege) {
      if (side === "expert") send({ type: "privilege/ask", privilege });
    },
    setMicrophone(track) {
      if (!isOver()) voice.speak(track);
    },
    changePicture(stream) {
      if (side === "customer" && !isOver()) picture.share(stream);
    },
    copy: transfers.copy,
    onCopied: copied.add,
    sendFile(source) {
      values.set("fileAsked", false);
      return transfers.sendFile(source);
    },
    acceptFile: transfers.accept,
    refuseFile: transfers.refuse,
    pauseTransfer: transfers.pause,
    cancelTransfer: transfers.cancel,
    declineFile: () => values.set("fileAsked", false),
    setPeople(people) {
      if (side !== "customer" || isOver()) return;
      values.set("people", [...people]);
      send({ type: "people/there", people: [...people] });
    },
    tellRecording(on) {
      if (side !== "expert" || (on && !may("record"))) return;
      values.set("recording", on);
      send({ type: "recording/is", on });
    },
    setIceServers: (fresh) => keeper.setIceServers(fresh),
    retry: () => keeper.retry(),
    end: () => finish("endedHere"),
    handOver: () => finish("endedHere", false),
  };
  prepare(session);
  return session;
}

function nothingYet(): SessionValues {
  return {
    state: { is: "connecting" },
    words: { words: undefined, changed: false },
    picture: { stream: null, shows: null },
    chat: [],
    pointer: null,
    pen: [],
    privileges: [],
    privilegeAsked: null,
    voice: { mine: false, theirs: false, stream: null },
    stats: null,
    host: null,
    desktop: null,
    transfers: [],
    fileAsked: false,
    system: null,
    systemAnswer: null,
    people: [],
    recording: false,
  };
}
