import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A letter as it arrived. */
export type Arrived = { to: string[]; head: Map<string, string>; subject: string; text: string };

/** A mail server on this computer that keeps what is handed in. */
export type Mailbox = {
  url: string;
  arrived: Arrived[];
  /** The first letter arrived so far, or to come, that fits; fails after 20 s. */
  next(fits: (letter: Arrived) => boolean): Promise<Arrived>;
  /** Refuses everything from now on, or takes it again. */
  refuses(all: boolean): void;
  close(): Promise<void>;
};

export async function openMailbox(): Promise<Mailbox> {
  const arrived: Arrived[] = [];
  const waiting = new Set<() => void>();
  let refusing = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) => done(refusing ? new Error("not now") : null),
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        arrived.push({ to, ...read(Buffer.concat(pieces).toString("latin1")) });
        for (const again of waiting) again();
        done();
      });
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    arrived,
    async next(fits) {
      return await new Promise<Arrived>((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(again);
          reject(new Error(`no such letter; arrived: ${JSON.stringify(arrived)}`));
        }, 20_000);
        const again = () => {
          const found = arrived.find(fits);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(again);
          resolve(found);
        };
        waiting.add(again);
        again();
      });
    },
    refuses: (all) => void (refusing = all),
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Reads a letter of one part of plain text (RFC 5322, 2045, 2047). */
function read(raw: string): Omit<Arrived, "to"> {
  const cut = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, cut)
    .replaceAll(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const head = new Map(
    lines.map((line) => [line.split(":", 1)[0]?.toLowerCase() ?? "", line.replace(/^[^:]*: ?/, "")]),
  );
  const body = raw.slice(cut + 4);
  const encoding = head.get("content-transfer-encoding");
  const bytes =
    encoding === "base64"
      ? Buffer.from(body, "base64")
      : encoding === "quoted-printable"
        ? unquoted(body.replaceAll(/=\r\n/g, ""))
        : Buffer.from(body, "latin1");
  return { head, subject: words(head.get("subject") ?? ""), text: bytes.toString("utf8").replaceAll("\r\n", "\n") };
}

function words(text: string): string {
  const joined = text.replaceAll(/\?=\s+=\?/g, "?==?");
  return joined.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, kind: string, coded: string) =>
    (kind.toLowerCase() === "b" ? Buffer.from(coded, "base64") : unquoted(coded.replaceAll("_", " "))).toString("utf8"),
  );
}

function unquoted(text: string): Buffer {
  const plain = text.replaceAll(/=([\dA-F]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(plain, "latin1");
}
