import type { Surface } from "@beckon/protocol/peer.ts";
import { markAsText } from "./session-media.ts";
import type { Picture } from "./session-values.ts";

/** The customer's picture on its way: shared at the customer, received at the expert. */
export type SessionPicture = {
  /** Customer: shares this stream's picture instead of the one before, whose tracks are stopped. */
  share(stream: MediaStream): void;
  /** Customer: whether the expert may see. */
  allow(seen: boolean): void;
  /** Customer: says again what is shown. */
  repeat(): void;
  /** Expert: the track on which pictures come in. */
  receive(track: MediaStreamTrack): void;
  /** Expert: what the customer says is shown. */
  hear(surface: Surface | null): void;
  /** Stops capturing at once and shows nothing. */
  stop(): void;
};

const SURFACES: readonly string[] = ["monitor", "window", "browser"] satisfies Surface[];

/** No picture yet; `show` gets each new value, `tell` says to the other side what is shown. */
export function makePicture(options: {
  show: (picture: Picture) => void;
  tell: (surface: Surface | null) => void;
  setVideo: (track: MediaStreamTrack | null) => void;
}): SessionPicture {
  const { show, tell, setVideo } = options;
  let shared: { stream: MediaStream; track: MediaStreamTrack; surface: Surface } | undefined;
  let allowed = false;
  let received: MediaStream | undefined;
  let shows: Surface | null = null;

  function present(): void {
    const seen = allowed ? shared : undefined;
    // Blackened besides being taken away: taking away waits for a negotiation that may be under way.
    if (shared !== undefined) shared.track.enabled = allowed;
    setVideo(seen?.track ?? null);
    show({ stream: seen?.stream ?? null, shows: seen?.surface ?? null });
    tell(seen?.surface ?? null);
  }

  function stopSharing(): void {
    for (const track of shared?.stream.getTracks() ?? []) track.stop();
    shared = undefined;
  }

  return {
    share(stream) {
      const [track] = stream.getVideoTracks();
      if (stream !== shared?.stream) stopSharing();
      shared = track && { stream, track, surface: surfaceOf(track) };
      if (track !== undefined) {
        markAsText(track);
        // The browser's own "stop sharing".
        track.addEventListener("ended", () => {
          if (shared?.track !== track) return;
          stopSharing();
          present();
        });
      }
      present();
    },
    allow(seen) {
      if (allowed === seen) return;
      allowed = seen;
      present();
    },
    repeat: () => tell(allowed && shared !== undefined ? shared.surface : null),
    receive(track) {
      received = new MediaStream([track]);
      if (shows !== null) show({ stream: received, shows });
    },
    hear(surface) {
      shows = surface;
      show({ stream: surface === null ? null : (received ?? null), shows });
    },
    stop() {
      stopSharing();
      setVideo(null);
      received = undefined;
      show({ stream: null, shows: null });
    },
  };
}

function surfaceOf(track: MediaStreamTrack): Surface {
  const { displaySurface } = track.getSettings();
  return displaySurface !== undefined && SURFACES.includes(displaySurface) ? (displaySurface as Surface) : "unknown";
}
