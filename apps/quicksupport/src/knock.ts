import { createHmac } from "node:crypto";

const ANSWER_MS = 3_000;

/** What one start of the program asks of the one that runs: its window, its end, or its place. */
export type Knock = (typeof KNOCKS)[number];
export const KNOCKS = ["knock", "quit", "yield"] as const;

/** What the one says to the other, who knows the same secret: neither can be learnt from the other, nor used for another act. */
export function knockWord(secret: string, what: Knock | "here"): string {
  return createHmac("sha256", secret).update(`beckon ${what}`).digest("base64url");
}

/**
 * Asks the module that runs here to bring up its window, to remove itself, or to yield its place; false when there is none. What listens at that
 * port may be another program by now, of another person even: it is told no secret, and believed only when it knows ours.
 */
export async function knockAt(port: number, secret: string, what: Knock): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/${what}`, {
    method: "POST",
    headers: { authorization: `Bearer ${knockWord(secret, what)}` },
    redirect: "error",
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  return response.headers.get("x-beckon") === knockWord(secret, "here");
}
