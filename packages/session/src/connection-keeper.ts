import { signalBody } from "@beckon/protocol/peer.ts";
import type { PeerMessage, SignalBody } from "@beckon/protocol/peer.ts";
import type { IceServer } from "@beckon/protocol/words.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Identities } from "./four-words.ts";
import { digestOf, fromBase64Url, isSignedBy, makeIdentity, writeStatement, type Identity } from "./identity.ts";
import type { ByteChannel, DirectLinks, Link, LinkEvents, LinkReading, Media, Negotiation } from "./link.ts";
import { openRelayLink, type RelayAccess } from "./relay-link.ts";
import type { Side } from "./session-values.ts";

/** What a keeper needs. */
export type KeeperOptions = {
  side: Side;
  session: string;
  iceServers: readonly IceServer[];
  links: DirectLinks;
  /** The way through the server, for when there is no other; only a desktop can be shown by it [R17]. */
  relay?: RelayAccess | undefined;
};

/** What the keeper tells its session. */
export type KeeperEvents = {
  signal: (body: string) => void;
  /** A connection of a new generation can carry messages: tell the other side all it may have missed. */
  opened: (identities: Identities) => void;
  changed: (up: boolean) => void;
  read: (data: unknown) => PeerMessage | undefined;
  message: (message: PeerMessage) => void;
  bytes: (channel: ByteChannel, bytes: Uint8Array) => void;
  track: (track: MediaStreamTrack) => void;
  /** The other side ended the session, said by way of the server. */
  bye: () => void;
};

/** Keeps one session connected: through ICE restarts first, then through whole new connections [C9, R8]. */
export type ConnectionKeeper = {
  handleSignal(body: string): void;
  /** Sends on the present connection; false when there is none. */
  send(message: PeerMessage): boolean;
  /** The same for bytes. */
  sendBytes(channel: ByteChannel, bytes: Uint8Array): boolean;
  buffered(channel: ByteChannel): number;
  setVideo(track: MediaStreamTrack | null): void;
  setAudio(track: MediaStreamTrack | null): void;
  setIceServers(iceServers: readonly IceServer[]): void;
  reading(): Promise<LinkReading | undefined>;
  retry(): void;
  /** Closes; `sayBye` tells the other side by both ways that the session is over. */
  close(sayBye: boolean): void;
};

const FIRST_ATTEMPT_MS = 10_000;
/** Where the way through the server is open, looking for a better one ends sooner. */
const FIRST_DIRECT_MS = 4_000;
const LONGEST_ATTEMPT_MS = 30_000;
/** The customer makes new connections: the expert asks for one only when the customer has not noticed. */
const EXPERT_WAITS_MS = 2_000;
const BETWEEN_RENEWALS_MS = 1_000;
/** Far beyond any clock, and far below where numbers are no longer exact. */
const LAST_GENERATION = 2 ** 52;

/** Starts connecting. All connections are signed by one identity, so that the four words stay through reconnects. */
export function keepConnected(options: KeeperOptions, events: KeeperEvents): ConnectionKeeper {
  const { side, session, links, relay } = options;
  const media: Media = { video: null, audio: null };
  const firstAttemptMs = relay === undefined ? FIRST_ATTEMPT_MS : FIRST_DIRECT_MS;
  let { iceServers } = options;
  let identity: Identity | undefined;
  let early: SignalBody[] = [];
  let link: Link | undefined;
  /** The other side's identity on the present link, once it has signed something. */
  let theirs = Promise.withResolvers<string>();
  let theirKey: string | undefined;
  /** What the words are made of; known before the link can open, so that nothing said on it comes too early. */
  let mine: Uint8Array | undefined;
  let other: Uint8Array | undefined;
  /** Whether the present link runs through the server, or the customer's next one does. */
  let throughServer = false;
  /** The way that carried messages last: after a drop it is the first to be tried again. */
  let proven: boolean | undefined;
  let generation = 0;
  let attemptMs = firstAttemptMs;
  let attemptedAt = 0;
  let deadline: ReturnType<typeof setTimeout> | undefined;
  let renewal: ReturnType<typeof setTimeout> | undefined;
  let outgoing = Promise.resolve();
  let incoming = Promise.resolve();
  let closed = false;

  /** Signals leave in order, each with this side's signature over the key it names. */
  function signal(part: Omit<SignalBody, "session" | "generation">, of = generation): void {
    outgoing = outgoing
      .then(async () => {
        const signed = await prove(part, of);
        if (!closed) events.signal(JSON.stringify({ session, generation: of, ...signed } satisfies SignalBody));
      })
      .catch((error: unknown) => console.error(error));
  }

  async function prove(part: Omit<SignalBody, "session" | "generation">, of: number) {
    const statement = statementIn(part, side, of);
    if (statement === undefined || identity === undefined) return part;
    return { ...part, identity: identity.key, proof: await identity.sign(statement) };
  }

  function statementIn(part: Negotiation, by: Side, of: number): Uint8Array<ArrayBuffer> | undefined {
    const { description, relay: key } = part;
    if (key !== undefined)
      return writeStatement({ session, generation: of, side: by, use: "relay", key: fromBase64Url(key) });
    const print = description === undefined ? undefined : fingerprintOf(description.sdp);
    return print && writeStatement({ session, generation: of, side: by, use: "dtls", key: print });
  }

  /** Whether a signal may act on the present link: what names a key has to be signed, always by the same identity. */
  async function isTheirs(body: SignalBody): Promise<boolean> {
    if (body.description === undefined && body.relay === undefined) return true;
    const other = side === "customer" ? "expert" : "customer";
    const statement = statementIn(body, other, body.generation);
    const { identity: key, proof } = body;
    if (statement === undefined || key === undefined || proof === undefined) return false;
    if (!(await isSignedBy(key, proof, statement))) return false;
    if (body.generation === generation && theirKey !== undefined && theirKey !== key) return false;
    return true;
  }

  function open(next: number, viaServer: boolean): void {
    clearTimeout(renewal);
    renewal = undefined;
    if (link?.up === true) events.changed(false);
    link?.close();
    generation = next;
    throughServer = viaServer;
    attemptedAt = Date.now();
    theirKey = undefined;
    theirs = Promise.withResolvers();
    const { promise: theirIdentity } = theirs;
    const tell: LinkEvents = {
      negotiate: (part) => signal(part, next),
      opened: () => opened(next),
      changed: (up) => (up ? settle() : lose()),
      read: events.read,
      message: events.message,
      bytes: events.bytes,
      track: events.track,
    };
    if (viaServer && relay !== undefined && identity !== undefined) {
      const { key } = identity;
      const identities = theirIdentity.then((theirs) =>
        side === "customer" ? { customer: key, expert: theirs } : { customer: theirs, expert: key },
      );
      link = openRelayLink(side, relay, { session, generation: next, identities }, tell);
    } else link = links.open(side, iceServers, media, tell);
    armDeadline();
  }

  function opened(of: number): void {
    if (of === generation && mine !== undefined && other !== undefined) events.opened({ mine, theirs: other });
  }

  /** The customer makes a new connection, the expert asks for one. */
  function renew(): void {
    attemptedAt = Date.now();
    // The time keeps a reloaded page, which has forgotten how far it had counted, above its own past.
    if (side === "customer") return open(Math.max(generation + 1, attemptedAt), throughServer);
    signal({ ready: true });
    armDeadline();
  }

  function renewSoon(): void {
    const wait = attemptedAt + BETWEEN_RENEWALS_MS - Date.now();
    if (wait <= 0) renew();
    else renewal ??= setTimeout(renew, wait);
  }

  function armDeadline(): void {
    clearTimeout(deadline);
    deadline = setTimeout(giveUp, attemptMs + (side === "expert" ? EXPERT_WAITS_MS : 0));
    attemptMs = Math.min(LONGEST_ATTEMPT_MS, attemptMs * 1.5);
  }

  /** The present way did not come about, or did not come back: the other one is tried next. */
  function giveUp(): void {
    if (relay !== undefined && side === "customer") throughServer = !throughServer;
    renew();
  }

  function settle(): void {
    clearTimeout(deadline);
    attemptMs = firstAttemptMs;
    proven = throughServer;
    events.changed(true);
  }

  function lose(): void {
    armDeadline();
    if (link?.restart() === false) renewSoon();
    events.changed(false);
  }

  function take(body: SignalBody): void {
    if (body.bye === true) return events.bye();
    incoming = incoming
      .then(async () => {
        if (closed || !(await isTheirs(body))) return;
        const digest = body.identity === undefined ? undefined : await digestOf(body.identity);
        if (side === "customer") takeFromExpert(body, digest);
        else takeFromCustomer(body, digest);
      })
      .catch((error: unknown) => console.error(error));
  }

  function takeFromExpert(body: SignalBody, digest: Uint8Array | undefined): void {
    if (body.ready === true) {
      // Above anything the expert has seen, as far as one can still count on from there.
      generation = Math.max(generation, Math.min(body.generation, LAST_GENERATION));
      throughServer = proven ?? throughServer;
      renewSoon();
    } else if (body.generation === generation) {
      clearTimeout(renewal);
      renewal = undefined;
      hand(body, digest);
    }
  }

  function takeFromCustomer(body: SignalBody, digest: Uint8Array | undefined): void {
    const offers = body.description?.type === "offer" || body.relay !== undefined;
    if (body.relay !== undefined && relay === undefined) return;
    if (body.generation > generation && offers) open(body.generation, body.relay !== undefined);
    if (body.generation === generation) hand(body, digest);
    // The customer's clock was set back: tell it where we are.
    else if (body.generation < generation && offers) renewSoon();
  }

  function hand(body: SignalBody, digest: Uint8Array | undefined): void {
    const names = body.description !== undefined || body.relay !== undefined;
    if (names && body.identity !== undefined && theirKey === undefined) {
      theirKey = body.identity;
      other = digest;
      theirs.resolve(theirKey);
    }
    link?.handle(body);
  }

  async function start(): Promise<void> {
    [identity] = await Promise.all([makeIdentity(), links.ready()]);
    mine = await digestOf(identity.key);
    if (closed) return;
    renew();
    for (const body of early) take(body);
    early = [];
  }

  function retry(): void {
    if (closed || identity === undefined || link?.up === true) return;
    if (Date.now() - attemptedAt > 2 * BETWEEN_RENEWALS_MS) {
      attemptMs = firstAttemptMs;
      throughServer = proven ?? throughServer;
      renew();
    }
  }

  const stopWatching = watchNetwork(retry);
  start().catch((error: unknown) => console.error(error));

  return {
    handleSignal(text) {
      const body = readBody(text);
      if (closed || body?.session !== session) return;
      if (mine === undefined) early = [...early.slice(-100), body];
      else take(body);
    },
    send: (message) => link?.send(message) ?? false,
    sendBytes: (channel, bytes) => link?.sendBytes(channel, bytes) ?? false,
    buffered: (channel) => link?.buffered(channel) ?? 0,
    setVideo(track) {
      media.video = track;
      link?.setVideo(track);
    },
    setAudio(track) {
      media.audio = track;
      link?.setAudio(track);
    },
    setIceServers(fresh) {
      iceServers = fresh;
      if (!closed) link?.configure(iceServers);
    },
    reading: async () => link?.reading(),
    retry,
    close(sayBye) {
      if (closed) return;
      closed = true;
      stopWatching();
      clearTimeout(deadline);
      clearTimeout(renewal);
      if (sayBye) {
        link?.send({ type: "session/bye" });
        // At once, past whatever is still being signed.
        events.signal(JSON.stringify({ session, generation, bye: true } satisfies SignalBody));
      }
      link?.close();
    },
  };
}

function readBody(text: string): SignalBody | undefined {
  try {
    return signalBody.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Calls `call` when the network comes back; nothing in Node. */
function watchNetwork(call: () => void): () => void {
  if (typeof addEventListener !== "function") return () => undefined;
  addEventListener("online", call);
  return () => removeEventListener("online", call);
}
