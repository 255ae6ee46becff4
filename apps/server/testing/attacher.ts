import { ATTACHMENT_PIECE_BYTES } from "@beckon/protocol/attachments.ts";
import { newId, type Answered, type Caller } from "./house.ts";
import { newSecret, opening, Wire } from "./wire.ts";

/** A customer with an open case, who adds files to it as their page does. */
export type Attacher = { caseId: string; secret: string; wire: Wire };

/** Opens a module as somebody new. */
export async function comesWithFiles(url: string, slug: string): Promise<Attacher> {
  const secret = newSecret();
  const wire = await Wire.open(url, "customer");
  const { value } = await wire.ask(opening(slug, secret));
  return { caseId: value.caseId as string, secret, wire };
}

/** Asks for something by HTTP, with a customer's secret; a body of bytes travels as it is. */
export async function askAs(
  url: string,
  secret: string,
  method: string,
  path: string,
  body?: Uint8Array | object,
): Promise<Answered> {
  const bytes = body instanceof Uint8Array;
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${secret}`,
      origin: url,
      ...(body === undefined ? {} : { "content-type": bytes ? "application/octet-stream" : "application/json" }),
    },
    ...(body === undefined ? {} : { body: bytes ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = response.headers.get("content-type")?.includes("json") === true;
  return { status: response.status, body: json ? JSON.parse(text) : text };
}

/** Announces a file. */
export function announce(
  url: string,
  { secret, caseId }: Pick<Attacher, "secret" | "caseId">,
  file: { id?: string; name?: string; bytes: number },
): Promise<Answered> {
  const { id = newId(), name = "notes.txt", bytes } = file;
  const body = { attachmentId: id, name, bytes };
  return askAs(url, secret, "POST", `/api/customer/cases/${caseId}/attachments`, body);
}

/** Sends a whole file; gives its id. */
export async function attach(
  url: string,
  who: Pick<Attacher, "secret" | "caseId">,
  name: string,
  bytes: Uint8Array,
): Promise<string> {
  const id = newId();
  await announce(url, who, { id, name, bytes: bytes.length });
  for (let place = 0; place * ATTACHMENT_PIECE_BYTES < bytes.length; place++) {
    const piece = bytes.subarray(place * ATTACHMENT_PIECE_BYTES, (place + 1) * ATTACHMENT_PIECE_BYTES);
    await askAs(url, who.secret, "PUT", `/api/customer/attachments/${id}/pieces/${place}`, piece);
  }
  const ended = await askAs(url, who.secret, "POST", `/api/customer/attachments/${id}/end`);
  if (ended.status !== 200) throw new Error(JSON.stringify(ended));
  return id;
}

/** What an expert gets of an attachment. */
export async function readAs(url: string, who: Caller, id: string, what: "file" | "picture" = "file") {
  const response = await fetch(`${url}/api/console/attachments/${id}/${what}`, { headers: { cookie: who.cookie } });
  return {
    status: response.status,
    headers: response.headers,
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
}
