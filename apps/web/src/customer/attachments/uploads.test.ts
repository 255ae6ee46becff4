import { expect, it, vi } from "vitest";
import { MOST_ATTACHMENT_BYTES } from "@beckon/domain/attachment.ts";
import { ATTACHMENT_PIECE_BYTES } from "@beckon/protocol/attachments.ts";
import { openUploads } from "./uploads.ts";

/** A server that keeps pieces; `failing` says which requests get lost, on their way there or back. */
function aServer(failing: (nth: number) => "lost" | "answerLost" | "down" | undefined = () => undefined) {
  const kept = new Map<string, { name: string; pieces: Blob[]; ended: boolean }>();
  const added: string[] = [];
  const pauses: number[] = [];
  let asked = 0;
  let ids = 0;
  const uploads = openUploads({
    caseId: "c1",
    secret: "s",
    newId: () => `a${++ids}`,
    pause: (ms) => Promise.resolve(void pauses.push(ms)),
    added: ({ file }) => added.push(file.name),
    async fetch(path, { method, body, headers }) {
      expect(headers).toMatchObject({ authorization: "Bearer s" });
      const fails = failing(asked++);
      if (fails === "lost") throw new TypeError("network");
      if (fails === "down") return new Response("", { status: 503 });
      const answer = take(method ?? "", path, body);
      if (fails === "answerLost") throw new TypeError("network");
      return answer;
    },
  });
  function take(method: string, path: string, body: unknown): Response {
    if (method === "POST" && path === "/api/customer/cases/c1/attachments") {
      const { attachmentId, name } = JSON.parse(String(body)) as { attachmentId: string; name: string };
      if (name === "eleventh") return Response.json({ refusal: { reason: "noSpace" } }, { status: 507 });
      const file = kept.get(attachmentId) ?? { name, pieces: [], ended: false };
      kept.set(attachmentId, file);
      return Response.json({ pieces: file.pieces.length });
    }
    const [, id = "", place] = /^\/api\/customer\/attachments\/(\w+)\/(?:pieces\/(\d+)|end)$/.exec(path) ?? [];
    const file = kept.get(id);
    if (!file) return Response.json({ refusal: { reason: "notFound" } }, { status: 404 });
    if (place === undefined) file.ended = true;
    else if (Number(place) === file.pieces.length) file.pieces.push(body as Blob);
    return Response.json({ pieces: file.pieces.length });
  }
  return { uploads, kept, added, pauses };
}

const aFile = (name: string, size: number) =>
  Object.assign(new Blob([Uint8Array.from({ length: size }, (_, index) => index % 251)]), { name });

async function whole(pieces: Blob[]) {
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

it("[H4] files go one after the other, each in its pieces, and are whole", async () => {
  const { uploads, kept, added } = aServer();
  const [photo, note] = [aFile("photo.png", 2 * ATTACHMENT_PIECE_BYTES + 7), aFile("note.txt", 3)];
  uploads.add([photo, note]);
  await vi.waitFor(() => expect(added).toEqual(["photo.png", "note.txt"]));
  expect(uploads.list).toEqual([]);
  expect([...kept.values()].map(({ pieces, ended }) => [pieces.length, ended])).toEqual([
    [3, true],
    [1, true],
  ]);
  expect(await whole(kept.get("a1")?.pieces ?? [])).toEqual(new Uint8Array(await photo.arrayBuffer()));
});

it("[H4] a file goes on where it was when requests or their answers get lost, or the server is down", async () => {
  const lost = [
    "lost",
    "answerLost",
    undefined,
    "down",
    "answerLost",
    "lost",
    undefined,
    "answerLost",
    "lost",
  ] as const;
  const { uploads, kept, added, pauses } = aServer((nth) => lost[nth]);
  const file = aFile("photo.png", 3 * ATTACHMENT_PIECE_BYTES);
  uploads.add([file]);
  await vi.waitFor(() => expect(added).toEqual(["photo.png"]));
  expect(await whole(kept.get("a1")?.pieces ?? [])).toEqual(new Uint8Array(await file.arrayBuffer()));
  expect(pauses.slice(0, 2)).toEqual([1000, 2000]);
});

it("[H4] what is refused says why, and does not hold up the next", async () => {
  const { uploads, added } = aServer();
  uploads.add([aFile("eleventh", 5), aFile("empty", 0), aFile("note.txt", 5)]);
  await vi.waitFor(() => expect(added).toEqual(["note.txt"]));
  expect(uploads.list.map(({ file, state, because }) => [file.name, state, because])).toEqual([
    ["eleventh", "failed", { reason: "noSpace" }],
    ["empty", "failed", "empty"],
  ]);
  uploads.drop("a2");
  expect(uploads.list).toHaveLength(1);
});

it("[H4] what is too large is not begun", () => {
  const { uploads, kept } = aServer();
  const large = { name: "film.mp4", size: MOST_ATTACHMENT_BYTES + 1 } as Blob & { name: string };
  uploads.add([large]);
  expect(uploads.list[0]).toMatchObject({ state: "failed", because: "tooLarge" });
  expect(kept.size).toBe(0);
});
