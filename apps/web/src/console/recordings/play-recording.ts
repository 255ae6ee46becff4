import { RECORDING_PIECE_PATH, type RecordingViewing } from "@beckon/protocol/recordings.ts";
import { readBytes, Refused } from "../calls/call.ts";

/** How much is fetched before it is shown, and kept after it was, in seconds. */
const AHEAD = 30;
const BEHIND = 60;
const RETRY_MS = 2000;

/**
 * Plays a viewing in a video element: fetches piece after piece, from the one before any chosen time where a picture stands
 * alone. `trouble` gets why it cannot go on. Returns how to stop.
 */
export function playRecording(
  video: HTMLVideoElement,
  viewing: RecordingViewing,
  trouble: (because: Refused | "unplayable") => void,
): () => void {
  const { pieces, media, viewingId } = viewing;
  const source = new MediaSource();
  const url = URL.createObjectURL(source);
  const heads = pieces.findIndex(({ at }) => at !== null);
  let stopped = false;
  let next = 0;
  /** The time from which on all before `next` was given to the player, in milliseconds. */
  let since = -Infinity;
  /** Where to begin anew: what was chosen is neither there nor next. */
  let jumpTo: number | null = null;
  let wake = (): void => undefined;

  const bufferedTo = (): number => {
    const range = [...Array(video.buffered.length).keys()].find(
      (each) => video.buffered.start(each) - 0.25 <= video.currentTime && video.currentTime <= video.buffered.end(each),
    );
    return range === undefined ? video.currentTime : video.buffered.end(range);
  };
  /** The last piece at or before a time at which showing can begin. */
  const pieceFor = (ms: number): number =>
    Math.max(
      heads,
      pieces.findLastIndex(({ at }) => at !== null && at <= ms),
    );

  async function fetchPiece(place: number): Promise<ArrayBuffer> {
    const path = RECORDING_PIECE_PATH.replace(":id", viewingId).replace(":place", String(place));
    for (;;) {
      try {
        return await readBytes(path);
      } catch (problem) {
        if (stopped || !(problem instanceof Refused) || problem.refusal.reason !== "unavailable") throw problem;
        await new Promise((over) => setTimeout(over, RETRY_MS));
      }
    }
  }

  function seeking(): void {
    const chosen = video.currentTime * 1000;
    // Behind the last picture nothing comes, however often it is fetched: that is in reach too.
    const inReach = chosen >= since && pieceFor(chosen) <= next;
    jumpTo = inReach ? null : chosen;
    wake();
  }
  const moved = (): void => wake();

  async function run(): Promise<void> {
    await once(source, "sourceopen");
    const buffer = source.addSourceBuffer(media);
    source.duration = viewing.recording.durationMs / 1000;
    const settled = async (): Promise<void> => void (buffer.updating && (await once(buffer, "updateend")));

    /** Forgets what is there, so that it never has holes, and begins with this piece. */
    async function begin(place: number): Promise<void> {
      // Also opens a source again that had come to its end; only then may it be told that a cluster was left half read.
      buffer.remove(0, Infinity);
      await settled();
      buffer.abort();
      for (let head = 0; head < heads; head += 1) {
        buffer.appendBuffer(await fetchPiece(head));
        await settled();
      }
      next = place;
      since = place === heads ? -Infinity : (pieces[place]?.at ?? 0);
    }

    async function append(bytes: ArrayBuffer): Promise<void> {
      const keepFrom = video.currentTime - BEHIND;
      if (video.buffered.length > 0 && video.buffered.start(0) < keepFrom - BEHIND) {
        buffer.remove(0, keepFrom);
        since = keepFrom * 1000;
        await settled();
      }
      buffer.appendBuffer(bytes);
      await settled();
    }

    await begin(heads);
    while (!stopped) {
      if (jumpTo !== null) {
        const place = pieceFor(jumpTo);
        jumpTo = null;
        await begin(place);
      } else if (next >= pieces.length || bufferedTo() - video.currentTime > AHEAD) {
        if (next >= pieces.length && source.readyState === "open") source.endOfStream();
        await new Promise<void>((resolve) => (wake = resolve));
      } else {
        const bytes = await fetchPiece(next);
        // Somebody chose another time while it came.
        if (jumpTo !== null) continue;
        await append(bytes);
        next += 1;
      }
    }
  }

  video.addEventListener("seeking", seeking);
  video.addEventListener("timeupdate", moved);
  video.src = url;
  run().catch((because: unknown) => {
    if (!stopped) trouble(because instanceof Refused ? because : "unplayable");
  });
  return () => {
    stopped = true;
    wake();
    video.removeEventListener("seeking", seeking);
    video.removeEventListener("timeupdate", moved);
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(url);
  };
}

/** Whether this browser can play what was recorded. */
export function canPlay(media: string): boolean {
  return "MediaSource" in window && MediaSource.isTypeSupported(media);
}

function once(target: EventTarget, event: string): Promise<void> {
  return new Promise((resolve) => target.addEventListener(event, () => resolve(), { once: true }));
}
