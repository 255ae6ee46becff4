import type { RemoteSession } from "@beckon/session/remote-session.ts";

/** Whether a transfer arrived whole; false as well when it takes longer than `patienceMs` or the session ends. */
export function transferOver(
  session: Pick<RemoteSession, "get" | "on">,
  id: string,
  patienceMs: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (whole: boolean): void => {
      clearTimeout(timer);
      stopTransfers();
      stopState();
      resolve(whole);
    };
    const look = (): void => {
      const state = session.get("transfers").find((transfer) => transfer.id === id)?.state;
      if (state === "done") end(true);
      else if (state === "refused" || state === "cancelled" || state === "damaged") end(false);
    };
    const timer = setTimeout(() => end(false), patienceMs);
    const stopTransfers = session.on("transfers", look);
    const stopState = session.on("state", (state) => state.is === "ended" && end(false));
    look();
  });
}
