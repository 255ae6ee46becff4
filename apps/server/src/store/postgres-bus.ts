import pg from "pg";
import type { Bus, News } from "../desk/news.ts";

const CHANNEL = "beckon_news";
const RETRY_MS = 500;

/**
 * News over PostgreSQL's LISTEN and NOTIFY: ids only, sent after commit and never inside a transaction, several in one
 * statement. When the listening connection was lost, the gap is told once it is back.
 */
export function openPostgresBus(url: string, pool: pg.Pool, nodeId: string, log: { warn(message: string): void }): Bus {
  let waiting: string[] = [];
  let sending: Promise<void> | undefined;
  let listener: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        // News outlives no crash, so its commit need not wait for the disk.
        await pool.query(
          `SELECT pg_notify('${CHANNEL}', line)
             FROM (SELECT set_config('synchronous_commit', 'off', true)) AS here,
                  unnest($1::text[]) WITH ORDINALITY AS t (line, n)
            ORDER BY n`,
          [batch],
        );
      } catch (error) {
        // The others notice that the database was away by losing their own listening connections, and read everything again.
        log.warn(`${batch.length} messages to other servers were not sent: ${messageOf(error)}`);
      }
    }
    sending = undefined;
  }

  async function connect(onNews: (news: News) => void, onGap: () => void, again: boolean): Promise<void> {
    const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: "beckon listener" });
    const lost = () => {
      if (closed || listener !== client) return;
      listener = undefined;
      retry = setTimeout(() => void connect(onNews, onGap, true), RETRY_MS);
    };
    listener = client;
    client.on("error", lost);
    client.on("end", lost);
    client.on("notification", ({ payload = "" }) => {
      const space = payload.indexOf(" ");
      if (payload.slice(0, space) !== nodeId) onNews(JSON.parse(payload.slice(space + 1)) as News);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      if (again) onGap();
    } catch {
      // Logged nowhere: the pool's own errors already say that the database is away, and this is tried twice a second.
      lost();
    }
  }

  return {
    send(news) {
      const { case: _own, ...told } = news as News & { case?: unknown };
      waiting.push(`${nodeId} ${JSON.stringify(told)}`);
      sending ??= Promise.resolve().then(flush);
    },
    listen: (onNews, onGap) => connect(onNews, onGap, false),
    async close() {
      closed = true;
      clearTimeout(retry);
      await sending;
      await listener?.end();
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
