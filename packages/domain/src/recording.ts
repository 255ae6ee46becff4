/** What a company may do with recordings [R20]: nobody records, the expert saves it on their computer, or it is kept on the server. */
export const RECORDING_KEEPS = ["off", "expert", "server"] as const;
export type RecordingPolicy = { keep: (typeof RECORDING_KEEPS)[number]; days: number };

/** How long nothing may come of a recording before its making counts as broken off. */
export const RECORDING_SILENCE_MS = 60_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** `running`: it is being made. `cutOff`: its making broke off, and it plays up to there. */
export const RECORDING_STATES = ["running", "whole", "cutOff"] as const;
export type RecordingState = (typeof RECORDING_STATES)[number];

/** How far a recording is, by when it was ended and when something last came of it (ms since 1970). */
export function recordingStateAt(
  { endedAt, touchedAt }: { endedAt: number | null; touchedAt: number },
  now: number,
): RecordingState {
  if (endedAt !== null) return "whole";
  return now - touchedAt < RECORDING_SILENCE_MS ? "running" : "cutOff";
}

/** When a recording is deleted: after the shorter of what its customer was told and what the company says now [R20]. */
export function recordingKeptUntil(startedAt: number, toldDays: number, policyDays: number): number {
  return startedAt + Math.min(toldDays, policyDays) * DAY_MS;
}
