import type { ConsentAnswer } from "@beckon/domain/case.ts";
import type { Privilege } from "@beckon/protocol/peer.ts";
import type { RemoteSession, SessionOptions } from "@beckon/session/remote-session.ts";
import type { Opening } from "./customer-state.ts";

/** How long an expert's question waits for an answer before it counts as denied [R1]. */
export const ANSWER_MS = 60_000;

/** This computer, ready to be shown: `start` begins the session with what was allowed, `discard` forgets it. */
export type Ready = {
  is: "ready";
  /** `rights`: what the customer ticked; undefined where nothing is ticked and showing is all there is. */
  start(options: SessionOptions, rights: readonly Privilege[] | undefined): RemoteSession;
  discard(): void;
};

/** How this computer shows itself to experts: by the browser's picker, or with the desktop module behind it. */
export type Showing = {
  /** Called from a click. `cancelled`: the customer chose nothing. */
  prepare(): Promise<Ready | { is: "cancelled" } | { is: "failed" }>;
  /** Shows the same to one more expert, who can be granted nothing but `offers` [R23]; null when nothing is ready. */
  join(
    options: SessionOptions,
    rights: readonly Privilege[],
    offers: readonly Privilege[] | undefined,
  ): RemoteSession | null;
  /** Shows something else instead to all of these, where something is chosen at all. */
  change(remotes: readonly RemoteSession[]): Promise<"stream" | "cancelled" | "failed">;
  /** What was granted before and needs no second question [M9, R8]; null: ask. */
  granted(opening: Opening): readonly Privilege[] | null;
};

/** What visits need from the outside. */
export type VisitPorts = {
  /** Tells the server what the customer answered to the expert of a session. */
  answer(session: string, answer: ConsentAnswer): void;
  /** Tells the server that the customer sent a colleague away. */
  dismiss(session: string): void;
  signal(caseId: string, session: string, body: string): void;
  /** Where the way through the server is [R17]: `wss://…/live/relay`. */
  relayUrl: string;
  showing: Showing;
  /** Remembers per session what was answered, so that a reload does not ask twice. */
  memory: Pick<Storage, "getItem" | "setItem">;
  now(): number;
  setTimeout(call: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
};

/** What was answered to each session, over reloads: `asked` until when, `allowed`, or why not. */
export function rememberAnswers(memory: VisitPorts["memory"]) {
  const key = (session: string): string => `beckon.answer.${session}`;
  return {
    get: (session: string): string | null => memory.getItem(key(session)),
    set: (session: string, answer: string): void => memory.setItem(key(session), answer),
  };
}
