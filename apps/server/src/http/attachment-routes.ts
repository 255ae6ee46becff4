import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Outcome, Refusal } from "@beckon/domain/refusal.ts";
import { refused } from "@beckon/domain/refusal.ts";
import {
  ATTACHMENT_CALLS,
  ATTACHMENT_FILE_PATH,
  ATTACHMENT_PICTURE_PATH,
  ATTACHMENT_PIECE_BYTES,
  OWN_PICTURE_PATH,
} from "@beckon/protocol/attachments.ts";
import { secret } from "@beckon/protocol/words.ts";
import {
  beginAttachment,
  endAttachment,
  keepAttachmentPiece,
  type AttachmentParts,
  type Holder,
} from "../attachments/keep-attachment.ts";
import { readFile, readPicture } from "../attachments/read-attachment.ts";
import { secretHashOf } from "../desk/secret-hash.ts";
import { headersOf, routesOf, sendRefusal, type Asked, type RouteParts } from "./route.ts";

const placeForm = /^\d{1,4}$/;
const idForm = /^[\w-]{1,64}$/;
/** Whatever a file holds: it is saved and never shown as a page of ours. */
const NEVER_A_PAGE = { "content-security-policy": "default-src 'none'; sandbox" };

/** What customers add to their cases, and who reads it [H4]: in a corner of its own, since only here bodies are bytes. */
export function addAttachmentRoutes(app: FastifyInstance, parts: AttachmentParts & RouteParts): void {
  void app.register((corner, _options, ready) => {
    corner.addContentTypeParser(
      "application/octet-stream",
      { parseAs: "buffer", bodyLimit: ATTACHMENT_PIECE_BYTES },
      (_request, body, done) => done(null, body),
    );
    addCustomerCalls(corner, parts);
    addReading(corner, parts);
    ready();
  });
}

function addCustomerCalls(app: FastifyInstance, parts: AttachmentParts & RouteParts): void {
  const routes = routesOf(app, parts);
  const asHolder = async <T>(
    { headers, reply }: Pick<Asked<unknown>, "headers" | "reply">,
    act: (holder: Holder) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const holder = holderOf(headers.get("authorization") ?? "", reply.request.ip);
    return holder ? await act(holder) : refused({ reason: "notFound" });
  };
  routes.anybody(ATTACHMENT_CALLS.beginAttachment, (asked) =>
    asHolder(asked, (holder) => beginAttachment(parts, holder, asked.param("id"), asked.body, asked.now)),
  );
  routes.anybody(ATTACHMENT_CALLS.keepAttachmentPiece, (asked) =>
    asHolder(asked, async (holder) => {
      const place = asked.param("place");
      if (!placeForm.test(place)) return refused({ reason: "notFound" });
      const piece = { place: Number(place), bytes: asked.body };
      return await keepAttachmentPiece(parts, holder, asked.param("id"), piece, asked.now);
    }),
  );
  routes.anybody(ATTACHMENT_CALLS.endAttachment, (asked) =>
    asHolder(asked, (holder) => endAttachment(parts, holder, asked.param("id"), asked.now)),
  );
}

function addReading(app: FastifyInstance, parts: AttachmentParts & RouteParts): void {
  app.get<{ Params: { id: string } }>(ATTACHMENT_FILE_PATH, async (request, reply) => {
    const person = await parts.personOf(headersOf(request));
    if (person === undefined) return await sendRefusal(reply, { reason: "notSignedIn" });
    const read = await readFile(parts, person, idOf(request));
    if (!read.ok) return await refuse(request, reply, read.refusal);
    const { name, bytes, pieces } = read.value;
    const stream = Readable.from(pieces, { objectMode: false });
    // Half of it is sent already: the download breaks off, which its reader sees by its length.
    stream.on("error", (error) =>
      request.log.error({ err: error, attachment: idOf(request) }, "an attachment is damaged"),
    );
    return await reply
      .headers(NEVER_A_PAGE)
      .header("content-disposition", `attachment; filename="file"; filename*=UTF-8''${encoded(name)}`)
      .header("content-length", bytes)
      .type("application/octet-stream")
      .send(stream);
  });
  app.get<{ Params: { id: string } }>(ATTACHMENT_PICTURE_PATH, async (request, reply) => {
    const person = await parts.personOf(headersOf(request));
    if (person === undefined) return await sendRefusal(reply, { reason: "notSignedIn" });
    return await sendPicture(request, reply, await readPicture(parts, person, idOf(request)));
  });
  app.get<{ Params: { id: string } }>(OWN_PICTURE_PATH, async (request, reply) => {
    const holder = holderOf(request.headers.authorization ?? "", request.ip);
    if (!holder) return await sendRefusal(reply, { reason: "notFound" });
    const scope = { kind: "holder", secretHash: holder.secretHash } as const;
    return await sendPicture(request, reply, await readPicture(parts, scope, idOf(request)));
  });
}

async function sendPicture(request: FastifyRequest, reply: FastifyReply, read: Outcome<Buffer>): Promise<FastifyReply> {
  if (!read.ok) return await refuse(request, reply, read.refusal);
  return await reply.headers(NEVER_A_PAGE).type("image/webp").send(read.value);
}

async function refuse(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): Promise<FastifyReply> {
  if (refusal.reason === "damaged") request.log.error("an attachment is damaged");
  return await sendRefusal(reply, refusal);
}

/** The id in the path; what is none finds nothing. */
function idOf({ params }: FastifyRequest): string {
  const { id } = params as { id: string };
  return idForm.test(id) ? id : "";
}

/** Whoever shows a customer's secret; of what form it is says nothing of whether it holds a case. */
function holderOf(authorization: string, address: string): Holder | undefined {
  const shown = secret.safeParse(authorization.replace(/^Bearer /, ""));
  return shown.success ? { secretHash: secretHashOf(shown.data), address } : undefined;
}

// RFC 5987 leaves fewer characters as they are than addresses do.
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
