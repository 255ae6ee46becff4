import type { Privilege } from "@beckon/protocol/peer.ts";
import type { IceServer } from "@beckon/protocol/words.ts";
import type { Point, SessionValues } from "./session-values.ts";

export type {
  EndReason,
  FourWords,
  Picture,
  Point,
  SessionState,
  SessionStats,
  SessionValues,
  Side,
  Stroke,
  Voice,
} from "./session-values.ts";

/** What both sides need to find each other. */
export type SessionOptions = {
  /** The session's id, as `session/open` and `joined` name it. */
  session: string;
  iceServers: readonly IceServer[];
  /** Sends `body` to the other side through the server, as the `body` of `session/signal`. */
  signal: (body: string) => void;
};

/** What the customer's side needs besides. */
export type HostOptions = SessionOptions & {
  /** What the customer's browser captures; its video track is shown to the expert. */
  stream: MediaStream;
  /** What the expert may do from the start; default: see and point. */
  privileges?: readonly Privilege[];
};

/** One remote session, whatever becomes of the connections below it. It ends only by `end()`, here or there. */
export type RemoteSession = {
  /** Takes what the other side sent by `signal`. Bodies of other sessions and what does not parse are dropped. */
  handleSignal(body: string): void;
  /** The value of `name` now. The same object until it changes. */
  get<N extends keyof SessionValues>(name: N): SessionValues[N];
  /** Calls `listener` with each new value of `name`, not with the present one; returns how to stop that. */
  on<N extends keyof SessionValues>(name: N, listener: (value: SessionValues[N]) => void): () => void;
  /** Adds a line to the chat; it reaches the other side now or after the next reconnect. Blank text is ignored. */
  say(text: string): void;
  /** Expert: points at a place in the picture. */
  point(x: number, y: number): void;
  hidePointer(): void;
  /** Expert: adds points to the stroke `strokeId` (any id of letters and digits), starting it if it is new. */
  draw(strokeId: string, colour: string, points: readonly Point[]): void;
  /** Either side: clears all strokes on both. */
  clearPen(): void;
  /** Customer: from now on the expert may do exactly this. Without `see` the picture stops at once [R4]. */
  grant(privileges: readonly Privilege[]): void;
  /** Expert: asks the customer for a privilege; their page shows `privilegeAsked`. */
  ask(privilege: Privilege): void;
  /** Lets the other side hear this microphone, or nothing for null. Asking the browser for it is the page's part. */
  setMicrophone(track: MediaStreamTrack | null): void;
  /** Customer: shares this instead; the tracks shared before are stopped. */
  changePicture(stream: MediaStream): void;
  /** Tries at once if the connection is gone: call it when the link to the server is back. */
  retry(): void;
  /** Ends the session on both sides: picture and microphone stop at once, also with the network down [R4]. */
  end(): void;
};

/** Starts the customer's side, once they have allowed it [R1] and their browser captures the picture. */
export function hostSession(options: HostOptions): RemoteSession {
  throw new Error(`not built yet: ${options.session}`);
}

/** Starts the expert's side; also after a reload of their page, with the same `session`. */
export function joinSession(options: SessionOptions): RemoteSession {
  throw new Error(`not built yet: ${options.session}`);
}
