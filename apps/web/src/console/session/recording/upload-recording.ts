import { CALLS } from "@beckon/protocol/calls.ts";
import { RECORDING_PIECE_BYTES, type RecordingEvent } from "@beckon/protocol/recordings.ts";
import { call, Refused } from "../../calls/call.ts";
import { makeWebmCutter } from "./cut-webm.ts";
import type { RecordingSink } from "./record.ts";

/** As much waits in this page while the server is away; about four minutes of a busy screen. */
const BACKLOG_BYTES = 64_000_000;
const PAUSES_MS = [500, 1000, 2000, 4000, 8000];
const GIVE_UP_MS = 15 * 60_000;

/**
 * Keeps a recording on the server while it is made: piece by piece, again and again until each is acknowledged, also through
 * drops and restarts [R22]. Throws `Refused` when the server will not have it.
 */
export async function openUpload(caseId: string, media: string, days: number): Promise<RecordingSink> {
  const recordingId = crypto.randomUUID();
  await patiently(() => call(CALLS.beginRecording, { params: { id: caseId }, body: { recordingId, media, days } }));
  const cutter = makeWebmCutter();
  let line: Promise<unknown> = Promise.resolve();
  let failed: { because: unknown } | undefined;
  let waiting = 0;
  let pieces = 0;
  let events = 0;

  function queue(send: () => Promise<unknown>): Promise<unknown> {
    line = line.then(() => (failed ? undefined : patiently(send)));
    line = line.catch((because: unknown) => {
      failed ??= { because };
    });
    return line;
  }

  function sendPiece(at: number | null, until: number, body: Uint8Array): void {
    const place = pieces++;
    waiting += body.length;
    void queue(async () => {
      const query = { until: Math.round(until), ...(at === null ? {} : { at: Math.round(at) }) };
      await call(CALLS.keepRecordingPiece, { params: { id: recordingId, place: String(place) }, query, body });
      waiting -= body.length;
    });
  }

  return {
    async write(bytes) {
      if (failed) throw failed.because;
      if (waiting + bytes.length > BACKLOG_BYTES) throw new Refused({ reason: "unavailable" });
      for (const { at, until, bytes: part } of cutter.push(bytes)) {
        for (let from = 0; from < part.length; from += RECORDING_PIECE_BYTES)
          sendPiece(from === 0 ? at : null, until, part.subarray(from, from + RECORDING_PIECE_BYTES));
      }
    },
    note(event: RecordingEvent) {
      const from = events++;
      void queue(() =>
        call(CALLS.keepRecordingEvents, { params: { id: recordingId }, body: { from, events: [event] } }),
      );
    },
    async finish() {
      await queue(() => call(CALLS.endRecording, { params: { id: recordingId } }));
      if (failed) throw failed.because;
    },
  };
}

/** Does it again while the server does not answer or asks to wait. */
async function patiently<T>(act: () => Promise<T>): Promise<T> {
  const since = Date.now();
  for (let tries = 0; ; tries += 1) {
    try {
      return await act();
    } catch (problem) {
      const { reason } = problem instanceof Refused ? problem.refusal : { reason: undefined };
      const passes = reason === "unavailable" || reason === "tooManyTries";
      if (!passes || Date.now() - since > GIVE_UP_MS) throw problem;
      await new Promise((over) => setTimeout(over, PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]));
    }
  }
}
