const ANSWER_MS = 3_000;

/** Asks the module that runs here to bring up its window, or to remove itself; false when there is none. */
export async function knockAt(port: number, secret: string, what: "knock" | "quit"): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/${what}`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}` },
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  return response.ok;
}
