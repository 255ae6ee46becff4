import { randomBytes } from "node:crypto";
import { newId, type Answered, type Caller } from "./house.ts";
import { newSecret, opening, Wire } from "./wire.ts";

/** An expert and a customer in a session, and the expert's browser recording it. */
export type InSession = { caseId: string; expert: Wire; customer: Wire };

/** A customer opens the module, and this person connects to them. */
export async function beInSession(url: string, slug: string, person: Caller): Promise<InSession> {
  const customer = await Wire.open(url, "customer");
  const opened = await customer.ask(opening(slug, newSecret()));
  const caseId = opened.value.caseId as string;
  const expert = await Wire.open(url, "console", { cookie: person.cookie });
  const joined = await expert.ask({ type: "session/join", caseId });
  if (!joined.ok) throw new Error(JSON.stringify(joined));
  return { caseId, expert, customer };
}

export const MEDIA = "video/webm;codecs=vp8";

/** Begins a recording; gives its id. */
export async function begin(person: Caller, caseId: string, recordingId: string = newId(), days = 30): Promise<string> {
  const path = `/api/console/cases/${caseId}/recordings`;
  const begun = await person.call("POST", path, { recordingId, media: MEDIA, days });
  if (begun.status !== 200) throw new Error(JSON.stringify(begun));
  return recordingId;
}

/** Sends one piece as the console does. */
export async function sendPiece(
  url: string,
  person: Caller,
  recordingId: string,
  piece: { place: number; at?: number; until: number; bytes: Uint8Array },
): Promise<Answered> {
  const { place, at, until, bytes } = piece;
  const times = `until=${until}${at === undefined ? "" : `&at=${at}`}`;
  const response = await fetch(`${url}/api/console/recordings/${recordingId}/pieces/${place}?${times}`, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream", cookie: person.cookie, origin: url },
    body: new Uint8Array(bytes),
  });
  return { status: response.status, body: await response.json() };
}

/** Opens a recording and reads all of its pieces. */
export async function watch(url: string, person: Caller, recordingId: string) {
  const viewing = await person.call("POST", `/api/console/recordings/${recordingId}/viewings`);
  const pieces: Uint8Array[] = [];
  for (const place of viewing.body.pieces?.keys() ?? []) {
    const read = await readPiece(url, person, viewing.body.viewingId, place);
    pieces.push(read.bytes);
  }
  return { ...viewing, pieces };
}

export async function readPiece(url: string, person: Caller, viewingId: string, place: number) {
  const response = await fetch(`${url}/api/console/viewings/${viewingId}/pieces/${place}`, {
    headers: { cookie: person.cookie },
  });
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
}

export const someBytes = (size = 50_000) => new Uint8Array(randomBytes(size));
