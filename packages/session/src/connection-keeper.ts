import { signalBody } from "@beckon/protocol/peer.ts";
import type { PeerMessage, SignalBody } from "@beckon/protocol/peer.ts";
import type { IceServer } from "@beckon/protocol/words.ts";
import type { Fingerprints } from "./four-words.ts";
import { openPeerLink } from "./peer-link.ts";
import type { PeerLink } from "./peer-link.ts";
import type { Side } from "./session-values.ts";

/** What the keeper tells its session. */
export type KeeperEvents = {
  signal: (body: string) => void;
  /** A connection of a new generation can carry messages: tell the other side all it may have missed. */
  opened: (fingerprints: Fingerprints) => void;
  changed: (up: boolean) => void;
  read: (data: unknown) => PeerMessage | undefined;
  message: (message: PeerMessage) => void;
  track: (track: MediaStreamTrack) => void;
  /** The other side ended the session, said by way of the server. */
  bye: () => void;
};

/** Keeps one session connected: through ICE restarts first, then through whole new connections [C9, R8]. */
export type ConnectionKeeper = {
  handleSignal(body: string): void;
  /** Sends on the present connection; false when there is none. */
  send(message: PeerMessage): boolean;
  setVideo(track: MediaStreamTrack | null): void;
  setAudio(track: MediaStreamTrack | null): void;
  setIceServers(iceServers: readonly IceServer[]): void;
  stats(): Promise<RTCStatsReport | undefined>;
  retry(): void;
  /** Says bye by both ways and closes. */
  close(): void;
};

const FIRST_ATTEMPT_MS = 10_000;
const LONGEST_ATTEMPT_MS = 30_000;
/** The customer makes new connections: the expert asks for one only when the customer has not noticed. */
const EXPERT_WAITS_MS = 2_000;
const BETWEEN_RENEWALS_MS = 1_000;

/** Starts connecting. All connections share one certificate, so that the four words stay through reconnects. */
export function keepConnected(
  side: Side,
  session: string,
  firstIceServers: readonly IceServer[],
  events: KeeperEvents,
): ConnectionKeeper {
  const media: { video: MediaStreamTrack | null; audio: MediaStreamTrack | null } = { video: null, audio: null };
  const certificate = RTCPeerConnection.generateCertificate({ name: "ECDSA", namedCurve: "P-256" } as EcKeyGenParams);
  let certificates: RTCCertificate[] | undefined;
  let iceServers = firstIceServers;
  let early: SignalBody[] = [];
  let link: PeerLink | undefined;
  let generation = 0;
  let attemptMs = FIRST_ATTEMPT_MS;
  let attemptedAt = 0;
  let deadline: ReturnType<typeof setTimeout> | undefined;
  let renewal: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  function signal(part: Omit<SignalBody, "session" | "generation">): void {
    events.signal(JSON.stringify({ session, generation, ...part } satisfies SignalBody));
  }

  function configuration(): RTCConfiguration {
    return { iceServers: iceServers.map(toRtc), bundlePolicy: "max-bundle", ...(certificates && { certificates }) };
  }

  function open(next: number): void {
    clearTimeout(renewal);
    renewal = undefined;
    if (link?.up === true) events.changed(false);
    link?.close();
    generation = next;
    attemptedAt = Date.now();
    const opening = openPeerLink(side, configuration(), media, {
      negotiate: (part) => signal(part),
      opened: events.opened,
      changed: (up) => (up ? settle() : lose()),
      read: events.read,
      message: events.message,
      track: events.track,
    });
    link = opening;
    armDeadline();
  }

  /** The customer makes a new connection, the expert asks for one. */
  function renew(): void {
    attemptedAt = Date.now();
    // The time keeps a reloaded page, which has forgotten how far it had counted, above its own past.
    if (side === "customer") return open(Math.max(generation + 1, attemptedAt));
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
    deadline = setTimeout(renew, attemptMs + (side === "expert" ? EXPERT_WAITS_MS : 0));
    attemptMs = Math.min(LONGEST_ATTEMPT_MS, attemptMs * 1.5);
  }

  function settle(): void {
    clearTimeout(deadline);
    attemptMs = FIRST_ATTEMPT_MS;
    events.changed(true);
  }

  function lose(): void {
    armDeadline();
    link?.restart();
    events.changed(false);
  }

  function take(body: SignalBody): void {
    if (body.bye === true) return events.bye();
    if (side === "customer") takeFromExpert(body);
    else takeFromCustomer(body);
  }

  function takeFromExpert(body: SignalBody): void {
    if (body.ready === true) {
      // Above anything the expert has seen.
      generation = Math.max(generation, body.generation);
      renewSoon();
    } else if (body.generation === generation) {
      clearTimeout(renewal);
      renewal = undefined;
      link?.handle(body);
    }
  }

  function takeFromCustomer(body: SignalBody): void {
    const offers = body.description?.type === "offer";
    if (body.generation > generation && offers) open(body.generation);
    if (body.generation === generation) link?.handle(body);
    // The customer's clock was set back: tell it where we are.
    else if (body.generation < generation && offers) renewSoon();
  }

  async function start(): Promise<void> {
    certificates = [await certificate];
    if (closed) return;
    renew();
    for (const body of early) take(body);
    early = [];
  }

  function retry(): void {
    if (closed || certificates === undefined || link?.up === true) return;
    if (Date.now() - attemptedAt > 2 * BETWEEN_RENEWALS_MS) {
      attemptMs = FIRST_ATTEMPT_MS;
      renew();
    }
  }

  const stopWatching = watchNetwork(retry);
  start().catch((error: unknown) => console.error(error));

  return {
    handleSignal(text) {
      const body = readBody(text);
      if (closed || body?.session !== session) return;
      if (certificates === undefined) early = [...early.slice(-100), body];
      else take(body);
    },
    send: (message) => link?.send(message) ?? false,
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
      if (!closed) link?.configure(configuration());
    },
    stats: async () => link?.stats(),
    retry,
    close() {
      if (closed) return;
      closed = true;
      stopWatching();
      clearTimeout(deadline);
      clearTimeout(renewal);
      link?.send({ type: "session/bye" });
      signal({ bye: true });
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

function toRtc({ urls, username, credential }: IceServer): RTCIceServer {
  return { urls, ...(username !== undefined && { username }), ...(credential !== undefined && { credential }) };
}

/** Calls `call` when the network comes back; nothing in Node. */
function watchNetwork(call: () => void): () => void {
  if (typeof addEventListener !== "function") return () => undefined;
  addEventListener("online", call);
  return () => removeEventListener("online", call);
}
