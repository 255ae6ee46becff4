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
  /** What is shown now, and how one more expert can be shown it. */
  let shown: { stream: MediaStream; host: typeof hostSession } | undefined;
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
          shown = { stream, host };
          const remote = host({ ...options, stream, privileges });
          hideWhenEnded(remote, stream);
          return remote;
        },
      };
    },

    join(options, rights, offers) {
      if (shown === undefined) return null;
      // Tracks of its own: what is hidden from one, or ended, is not from the others.
      const stream = shown.stream.clone();
      const remote = shown.host({ ...options, stream, privileges: rights, ...(offers && { offers }) });
      hideWhenEnded(remote, stream);
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
      hideWhenEnded(remote, captured.stream);
      remote.changePicture(captured.stream);
      remote.grant([...new Set([...remote.get("privileges"), "see" as const])]);
      if (shown) shown = { ...shown, stream: captured.stream };
      for (const other of others) {
        const stream = captured.stream.clone();
        hideWhenEnded(other, stream);
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
