import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, open, rm, statfs } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FileSource } from "@beckon/session/machine.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { safeName } from "@beckon/domain/safe-name.ts";

/** Left free on the disk whatever the page sends, in bytes. */
const LEAVE_FREE = 64 * 1024 * 1024;

/** Keeps what the page hands over, below `folder`, until it is sent: a browser has no other way to give a file away. */
export async function keepUpload(
  folder: string,
  name: string,
  size: number,
  body: IncomingMessage,
): Promise<FileSource | null> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(folder);
  if (size + LEAVE_FREE > bavail * bsize) return null;
  const place = await mkdtemp(join(folder, "sent-"));
  const path = join(place, "file");
  const forget = (): Promise<void> => rm(place, { recursive: true, force: true });
  try {
    await pipeline(body, createWriteStream(path, { flags: "wx", mode: 0o600 }));
    const file = await open(path, "r");
    if ((await file.stat()).size !== size) {
      await file.close();
      throw new Error("The file came cut off.");
    }
    return {
      name: safeName(name),
      size,
      async read(offset, length) {
        const bytes = new Uint8Array(length);
        let done = 0;
        while (done < length) {
          const { bytesRead } = await file.read(bytes, done, length - done, offset + done);
          if (bytesRead === 0) break;
          done += bytesRead;
        }
        return bytes.subarray(0, done);
      },
      async close() {
        await file.close();
        await forget();
      },
    };
  } catch {
    await forget();
    return null;
  }
}

/** Keeps an upload below `folder` and sends it in the session there is then; false when there is none, or it may not. */
export async function sendUpload(
  folder: string,
  upload: { name: string; size: number; body: IncomingMessage },
  session: () => Pick<RemoteSession, "sendFile"> | null,
): Promise<boolean> {
  if (session() === null) return false;
  const source = await keepUpload(folder, upload.name, upload.size, upload.body);
  if (source === null) return false;
  const sent = session()?.sendFile(source) ?? null;
  if (sent === null) await source.close();
  return sent !== null;
}
