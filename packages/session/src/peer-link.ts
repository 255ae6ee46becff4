import type { PeerMessage, SignalBody } from "@beckon/protocol/peer.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Fingerprints } from "./four-words.ts";
import type { Side } from "./session-values.ts";
import { addCustomerMedia, preparePictureReceiver } from "./session-media.ts";

/** The part of a signal that concerns one connection. */
export type Negotiation = Pick<SignalBody, "description" | "candidate">;

/** What a connection tells its keeper. */
export type PeerLinkEvents = {
  negotiate: (part: Negotiation) => void;
  /** The message in what came in; undefined when it is to be dropped. */
  read: (data: unknown) => PeerMessage | undefined;
  /** Both ends have heard each other for the first time. */
  opened: (fingerprints: Fingerprints) => void;
  /** Whether both ends hear each other now. */
  changed: (up: boolean) => void;
  message: (message: PeerMessage) => void;
  track: (track: MediaStreamTrack) => void;
};

/** One peer connection between the two sides, negotiated by itself: a generation of a session. */
export type PeerLink = {
  readonly up: boolean;
  handle(part: Negotiation): void;
  /** Whether the message was handed to the network. Pointer moves go unordered and are not repeated. */
  send(message: PeerMessage): boolean;
  setVideo(track: MediaStreamTrack | null): void;
  setAudio(track: MediaStreamTrack | null): void;
  /** Other STUN and TURN servers from the next restart on; the rest has to be as it was. */
  configure(configuration: RTCConfiguration): void;
  /** Looks for a new path between the two (ICE restart), with the same keys. */
  restart(): void;
  stats(): Promise<RTCStatsReport>;
  /** Closes once what was sent last has had time to leave, in 50 ms; media stop before. */
  close(): void;
};

const LINGER_MS = 50;
const MOVES_BUFFERED_BYTES = 4_096;
const BEAT_MS = 1_000;
const MOST_BEATS_MISSED = 3;

/** Opens a connection. The customer offers; the expert is the polite side of perfect negotiation. */
export function openPeerLink(
  side: Side,
  configuration: RTCConfiguration,
  media: { video: MediaStreamTrack | null; audio: MediaStreamTrack | null },
  events: PeerLinkEvents,
): PeerLink {
  const pc = new RTCPeerConnection(configuration);
  let video: RTCRtpSender | undefined;
  let audio: RTCRtpSender | undefined;
  let lasting: RTCDataChannel | undefined;
  let quick: RTCDataChannel | undefined;
  let makingOffer = false;
  let ignoringOffer = false;
  let theirKey: string | undefined;
  let met = false;
  let missed = 0;
  let wasUp = false;
  let closed = false;
  let work = Promise.resolve();

  const complain = (error: unknown): void => {
    if (!closed) console.warn(error);
  };
  const isUp = (): boolean =>
    !closed &&
    met &&
    missed < MOST_BEATS_MISSED &&
    pc.connectionState === "connected" &&
    lasting?.readyState === "open";

  function assess(): void {
    if (closed || isUp() === wasUp) return;
    wasUp = !wasUp;
    events.changed(wasUp);
  }

  function openChannels(): void {
    // Negotiated beforehand: both sides make the same two, and no more can be opened by the other side.
    lasting = pc.createDataChannel("peer", { negotiated: true, id: 0 });
    quick = pc.createDataChannel("pointer", { negotiated: true, id: 1, ordered: false, maxRetransmits: 0 });
    // What is sent before the other end is open gets lost: each greets when it opens, and again when it is greeted.
    lasting.addEventListener("open", () => void send({ type: "session/hello", heard: false }));
    lasting.addEventListener("close", assess);
    for (const channel of [lasting, quick]) {
      channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
        if (closed) return;
        missed = 0;
        assess();
        const message = events.read(data);
        if (message?.type === "session/beat") return;
        if (message?.type === "session/hello") greet(message.heard);
        else if (message !== undefined) events.message(message);
      });
    }
  }

  function greet(heard: boolean): void {
    if (!heard) send({ type: "session/hello", heard: true });
    const mine = fingerprintOf(pc.localDescription?.sdp ?? "");
    const theirs = fingerprintOf(pc.remoteDescription?.sdp ?? "");
    if (met || mine === undefined || theirs === undefined) return;
    met = true;
    events.opened({ mine, theirs });
    assess();
  }

  function send(message: PeerMessage): boolean {
    const fleeting = message.type === "pointer/move" || message.type === "session/beat";
    const channel = fleeting ? quick : lasting;
    if (channel?.readyState !== "open" || (fleeting && channel.bufferedAmount > MOVES_BUFFERED_BYTES)) return false;
    try {
      channel.send(JSON.stringify(message));
      return true;
    } catch (error) {
      complain(error);
      return false;
    }
  }

  async function offer(): Promise<void> {
    try {
      makingOffer = true;
      await pc.setLocalDescription();
      describe();
    } catch (error) {
      complain(error);
    } finally {
      makingOffer = false;
    }
  }

  function describe(): void {
    const description = pc.localDescription;
    if (closed || description === null || description.type === "pranswer") return;
    events.negotiate({ description: { type: description.type, sdp: description.sdp } });
  }

  async function takeDescription({ type, sdp }: NonNullable<Negotiation["description"]>): Promise<void> {
    const collides = type === "offer" && (makingOffer || pc.signalingState !== "stable");
    ignoringOffer = collides && side === "customer";
    if (ignoringOffer || type === "rollback") return;
    const key = fingerprintOf(sdp)?.join();
    // Within a connection the other side's certificate never changes; nobody may swap it in by a later description.
    if (key === undefined || (theirKey !== undefined && key !== theirKey)) throw new Error("unexpected certificate");
    await pc.setRemoteDescription({ type, sdp });
    theirKey = key;
    if (type !== "offer") return;
    if (lasting === undefined) acceptFirstOffer();
    await pc.setLocalDescription();
    describe();
  }

  function acceptFirstOffer(): void {
    openChannels();
    const voice = pc.getTransceivers().find(({ receiver }) => receiver.track.kind === "audio");
    if (voice === undefined) return;
    voice.direction = "sendrecv";
    audio = voice.sender;
    replace(audio, media.audio);
  }

  async function takeCandidate(candidate: NonNullable<Negotiation["candidate"]>): Promise<void> {
    const { usernameFragment = null, ...rest } = candidate;
    try {
      await pc.addIceCandidate({ ...rest, usernameFragment });
    } catch (error) {
      if (!ignoringOffer) throw error;
    }
  }

  function replace(sender: RTCRtpSender | undefined, track: MediaStreamTrack | null): void {
    sender?.replaceTrack(track).catch(complain);
  }

  function beat(): void {
    if (!met) return;
    send({ type: "session/beat" });
    // Counted in beats, not in time: a page that was held up itself must not blame the other side.
    missed += 1;
    assess();
  }

  const heart = setInterval(beat, BEAT_MS);
  pc.addEventListener("negotiationneeded", () => void offer());
  pc.addEventListener("connectionstatechange", assess);
  pc.addEventListener("icecandidate", ({ candidate }) => {
    if (candidate === null || candidate.candidate === "" || closed) return;
    const { candidate: text, sdpMid, sdpMLineIndex, usernameFragment } = candidate;
    events.negotiate({ candidate: { candidate: text, sdpMid, sdpMLineIndex, usernameFragment } });
  });
  pc.addEventListener("track", ({ track, receiver }) => {
    preparePictureReceiver(receiver);
    events.track(track);
  });
  if (side === "customer") {
    openChannels();
    ({ video, audio } = addCustomerMedia(pc, media));
  }

  return {
    get up() {
      return isUp();
    },
    handle({ description, candidate }) {
      work = work
        .then(async () => {
          if (closed) return;
          if (description !== undefined) await takeDescription(description);
          if (candidate != null) await takeCandidate(candidate);
        })
        .catch(complain);
    },
    send,
    setVideo: (track) => replace(video, track),
    setAudio(track) {
      media.audio = track;
      replace(audio, track);
    },
    configure: (next) => pc.setConfiguration(next),
    restart: () => pc.restartIce(),
    stats: () => pc.getStats(),
    close() {
      closed = true;
      clearInterval(heart);
      for (const sender of pc.getSenders()) replace(sender, null);
      setTimeout(() => pc.close(), LINGER_MS);
    },
  };
}
