import { randomUUID } from "node:crypto";
import { perform } from "./actor.ts";
import { now } from "./figures.ts";
import { keepAlive, type KeptConnection } from "./keep-alive.ts";

/** Makes cases over HTTP as fast as the server answers, on `connections` kept connections; in a process of its own. */
export type Posting = { url: string; cookies: string[]; groupId: string; connections: number };
export type Posted = { cases: number; seconds: number; refused: number };

let open: KeptConnection[] = [];
let groupId = "";

perform({
  async open(given: Posting) {
    ({ groupId } = given);
    open = await Promise.all(
      Array.from({ length: given.connections }, (_, n) =>
        keepAlive(given.url, "/api/console/cases", {
          cookie: given.cookies[n % given.cookies.length] ?? "",
          "x-forwarded-for": `10.1.${n >> 8}.${n & 255}`,
        }),
      ),
    );
  },
  /** For some milliseconds, or for a number of cases. */
  async post({ ms = Infinity, cases = Infinity }: { ms?: number; cases?: number }): Promise<Posted> {
    const started = now();
    let begun = 0;
    let made = 0;
    let refused = 0;
    const one = async (connection: KeptConnection) => {
      while (now() - started < ms && begun < cases) {
        begun++;
        if ((await connection.post(bodyOf(begun))) === 200) made++;
        else refused++;
      }
    };
    await Promise.all(open.map(one));
    return { cases: made, seconds: (now() - started) / 1000, refused };
  },
  close() {
    for (const connection of open) connection.close();
  },
});

function bodyOf(n: number): string {
  return JSON.stringify({
    requestId: randomUUID(),
    groupId,
    customerName: "Eva Müller",
    customerEmail: `eva${n}@example.org`,
    description: "The printer on the second floor prints nothing since this morning",
  });
}
