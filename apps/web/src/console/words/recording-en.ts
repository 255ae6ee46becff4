import type { RecordingPolicy, RecordingState } from "@beckon/domain/recording.ts";
import { formatsOf } from "../../ui/formats.ts";

const f = formatsOf("en");
const days = (count: number) => f.plural(count, { one: "1 day", other: "# days" });

/** What the console says about recordings, in English. */
export const recordingEn = {
  start: "Record",
  stop: "Stop recording",
  ask: "Ask to record",
  asked: "The customer was asked whether you may record.",
  on: "Recording",
  saved: "The recording is saved.",
  kept: "The recording is kept with the case.",
  failed: "The recording could not be kept. What was kept until then stays.",
  cannot: "This browser cannot record.",
  takenBack: "The customer ended the recording.",
  name: (code: string) => `session-${code}.webm`,

  settings: "Recordings",
  settingsIntro: "What becomes of recordings of sessions. The customer reads it before they allow one.",
  keep: "Recordings are",
  keeps: {
    off: "Off: nobody records",
    expert: "Saved on the expert's computer",
    server: "Kept on this server",
  } satisfies Record<RecordingPolicy["keep"], string>,
  keepHint: {
    off: "Experts cannot ask to record.",
    expert: "Beckon keeps nothing. What becomes of the file is up to you and your experts.",
    server:
      "Encrypted, and part of the backup. Experts watch their own; supervisors and administrators those of their groups. Each viewing is in the audit log.",
  } satisfies Record<RecordingPolicy["keep"], string>,
  daysLabel: "Days until they are deleted",
  daysHint:
    "A shorter time also holds for what there is already. A longer one does not: customers were told otherwise.",
  change: "Save",
  changed: "Saved. It holds for sessions that begin from now on.",

  title: "Recordings",
  none: "Nothing of this case was recorded.",
  watch: "Watch",
  watchOf: (when: string) => `Watch the recording of ${when}`,
  states: {
    running: "being recorded",
    cutOff: "broke off",
  } satisfies Record<Exclude<RecordingState, "whole">, string>,
  page: (when: string) => `Recording of ${when}`,
  by: (name: string) => `Recorded by ${name}`,
  case: (code: string) => `Case ${code}`,
  until: (when: string) => `Is deleted on ${when}`,
  cutOff: "The recording broke off. It plays up to its last part.",
  running: "This is still being recorded. It plays up to where it was when you opened it.",
  empty: "Nothing was recorded before it ended.",
  logged: "That you watch it is in the audit log.",
  player: "The recording",
  playerHint: "Space plays and pauses; the arrow keys go forward and back.",
  unplayable: "This browser cannot play the recording. Try a current Chrome, Edge or Firefox.",
  events: "What happened",
  noEvents: "Nothing happened besides what you see.",
  event: {
    granted: (right: string) => `Allowed: ${right}`,
    takenBack: (right: string) => `Taken back: ${right}`,
    file: { sent: (name: string) => `File sent: ${name}`, received: (name: string) => `File received: ${name}` },
    chat: { customer: "The customer wrote", expert: "The expert wrote" },
    drew: "The expert drew",
    reconnecting: "Connection lost",
    reconnected: "Connected again",
    restarting: "The computer restarts",
  },
  delete: "Delete recording",
  deleteTitle: "Delete this recording?",
  deleteText: "It cannot be brought back. The audit log keeps that you deleted it.",
  deleted: "The recording is deleted.",
  days,
};
