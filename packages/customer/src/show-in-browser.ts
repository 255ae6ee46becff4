import type { hostSession, RemoteSession } from "@beckon/session/remote-session.ts";
import type { Showing } from "./visit-ports.ts";

/** What came of asking the customer, in their browser's own picker, what to show. */
export type Captured = { is: "stream"; stream: MediaStream } | { is: "cancelled" } | { is: "failed" };

/** What showing from a browser needs of it. */
export type BrowserCapture = {
  canCapture(): boolean;
  capture(): Promise<Captured>;
  loadHost(): Promise<typeof hostSession>;
};

/** Shows what the customer chooses in the browser's picker; where a browser has none, nothing but chat and voice. */
export function showInBrowser({ canCapture, capture, loadHost }: BrowserCapture): Showing {
  let hosting: typeof hostSession | undefined;
  /** What is shown now: each expert has tracks of their own, which end with them and with nobody else. */
  let shown: readonly MediaStream[] = [];
  const isLive = (stream: MediaStream): boolean =>
    stream.getVideoTracks().some(({ readyState }) => readyState === "live");
  const give = (stream: MediaStream, remote: RemoteSession): void => {
    shown = [...shown.filter(isLive), stream];
    hideWhenEnded(remote, stream);
  };
  return {
    async prepare() {
      // Both at once: the picker must open in the very click, and takes a while to be answered.
      const loading = loadHost();
      loading.catch(() => undefined);
      const captured: Captured = canCapture() ? await capture() : { is: "stream", stream: new MediaStream() };
      if (captured.is !== "stream") return captured;
      const { stream } = captured;
      const host = await loading.catch(() => undefined);
      if (host === undefined) {
        stop(stream);
        return { is: "failed" };
      }
      return {
        is: "ready",
        discard: () => stop(stream),
        start(options) {
          const privileges = stream.getVideoTracks().length > 0 ? (["see", "point"] as const) : [];
          hosting = host;
          const remote = host({ ...options, stream, privileges });
          give(stream, remote);
          return remote;
        },
      };
    },

    join(options, rights, offers) {
      if (hosting === undefined) return null;
      const stream = shown.find(isLive)?.clone() ?? new MediaStream();
      const remote = hosting({ ...options, stream, privileges: rights, ...(offers && { offers }) });
      give(stream, remote);
      return remote;
    },

    async change([remote, ...others]) {
      if (remote === undefined) return "failed";
      const captured = await capture();
      if (captured.is !== "stream") return captured.is;
      if (remote.get("state").is === "ended") {
        stop(captured.stream);
        return "failed";
      }
      give(captured.stream, remote);
      remote.changePicture(captured.stream);
      remote.grant([...new Set([...remote.get("privileges"), "see" as const])]);
      for (const other of others) {
        const stream = captured.stream.clone();
        give(stream, other);
        other.changePicture(stream);
      }
      return "stream";
    },

    // A browser wants a click before it shows anything.
    granted: () => null,
  };
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

// The browser's own "stop sharing" is the customer taking the right to see away.
function hideWhenEnded(remote: RemoteSession, stream: MediaStream): void {
  for (const track of stream.getVideoTracks()) {
    track.addEventListener("ended", () => {
      if (remote.get("picture").stream !== stream && remote.get("picture").stream !== null) return;
      remote.grant(remote.get("privileges").filter((privilege) => privilege !== "see"));
    });
  }
}
