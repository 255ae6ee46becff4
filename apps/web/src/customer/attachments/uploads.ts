import { MOST_ATTACHMENT_BYTES } from "@beckon/domain/attachment.ts";
import { ATTACHMENT_CALLS, ATTACHMENT_PIECE_BYTES } from "@beckon/protocol/attachments.ts";
import type { WireRefusal } from "@beckon/protocol/down.ts";

/** One file on its way to the case. `sent` in bytes. */
export type Upload = {
  readonly id: string;
  readonly file: Blob & { readonly name: string };
  readonly sent: number;
  readonly state: "sending" | "waiting" | "failed";
  /** Why it failed: the server's words, or its own size. */
  readonly because: WireRefusal | "tooLarge" | "empty" | null;
};

/** What sending needs of the outside. */
export type UploadPorts = {
  caseId: string;
  secret: string;
  fetch(path: string, init: RequestInit): Promise<Response>;
  newId(): string;
  /** Resolves after so long, or sooner when the network is back. */
  pause(ms: number): Promise<void>;
  /** It is in the case. */
  added(upload: Upload): void;
};

const LONGEST_PAUSE_MS = 15_000;

/** Files on their way, one after the other; each goes on where it was after a drop [H4]. */
export type Uploads = ReturnType<typeof openUploads>;

export function openUploads(ports: UploadPorts) {
  let list: readonly Upload[] = [];
  let running = false;
  const listeners = new Set<() => void>();

  const set = (next: readonly Upload[]): void => {
    list = next;
    for (const listener of listeners) listener();
  };
  const change = (id: string, to: Partial<Upload>): void =>
    set(list.map((one) => (one.id === id ? { ...one, ...to } : one)));
  const drop = (id: string): void => set(list.filter((one) => one.id !== id));

  /** Asks until the server answers; a refusal is an answer. */
  async function ask(method: string, path: string, body?: Blob | object): Promise<{ pieces: number } | WireRefusal> {
    for (let tried = 0; ; tried++) {
      const answer = await once(method, path, body).catch(() => undefined);
      if (answer) return answer;
      await ports.pause(Math.min(1000 * 2 ** tried, LONGEST_PAUSE_MS));
    }
  }

  async function once(method: string, path: string, body?: Blob | object) {
    const bytes = body instanceof Blob;
    const type = bytes ? "application/octet-stream" : "application/json";
    const response = await ports.fetch(path, {
      method,
      headers: { authorization: `Bearer ${ports.secret}`, ...(body === undefined ? {} : { "content-type": type }) },
      ...(body === undefined ? {} : { body: bytes ? body : JSON.stringify(body) }),
    });
    // Away for a moment, or on its way down: worth another try.
    if (response.status >= 500 && response.status !== 507) return undefined;
    const answer = (await response.json()) as { pieces?: number; refusal?: WireRefusal };
    return answer.refusal ?? { pieces: answer.pieces ?? 0 };
  }

  /** Sends a file from where the server has it; what it was refused for, or null when it is there. */
  async function send({ id, file }: Upload): Promise<WireRefusal | null> {
    const { beginAttachment, keepAttachmentPiece, endAttachment } = ATTACHMENT_CALLS;
    const about = { attachmentId: id, name: nameOf(file), bytes: file.size };
    let kept = await ask(beginAttachment.method, beginAttachment.path.replace(":id", ports.caseId), about);
    while ("pieces" in kept && kept.pieces * ATTACHMENT_PIECE_BYTES < file.size) {
      const { pieces } = kept;
      if (!list.some((one) => one.id === id)) return null;
      change(id, { sent: pieces * ATTACHMENT_PIECE_BYTES });
      const piece = file.slice(pieces * ATTACHMENT_PIECE_BYTES, (pieces + 1) * ATTACHMENT_PIECE_BYTES);
      const path = keepAttachmentPiece.path.replace(":id", id).replace(":place", String(pieces));
      kept = await ask(keepAttachmentPiece.method, path, piece);
    }
    if (!("pieces" in kept)) return kept;
    change(id, { sent: file.size });
    const ended = await ask(endAttachment.method, endAttachment.path.replace(":id", id));
    return "pieces" in ended ? null : ended;
  }

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    for (let next = list.find(isWaiting); next; next = list.find(isWaiting)) {
      change(next.id, { state: "sending" });
      const because = await send(next);
      if (because) change(next.id, { state: "failed", because });
      else if (list.some(({ id }) => id === next?.id)) {
        ports.added(next);
        drop(next.id);
      }
    }
    running = false;
  }

  return {
    get list(): readonly Upload[] {
      return list;
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Sends these files; what is too large is not begun. */
    add(files: readonly Upload["file"][]): void {
      const fresh = files.map((file): Upload => {
        const because = file.size > MOST_ATTACHMENT_BYTES ? "tooLarge" : file.size === 0 ? "empty" : null;
        return { id: ports.newId(), file, sent: 0, state: because ? "failed" : "waiting", because };
      });
      set([...list, ...fresh]);
      void run();
    },
    /** Sends one that failed once more. */
    again(id: string): void {
      change(id, { state: "waiting", because: null });
      void run();
    },
    /** Sends it no further. */
    drop,
  };
}

function isWaiting({ state }: Upload): boolean {
  return state === "waiting";
}

/** The file's name as the protocol takes it. */
function nameOf({ name }: { name: string }): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cs}]/gu, "")
    .trim()
    .slice(-200);
  return plain === "" ? "file" : plain;
}
