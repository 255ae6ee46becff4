import type { FastifyInstance } from "fastify";
import { CALLS } from "@beckon/protocol/calls.ts";
import { RECORDING_PIECE_BYTES, RECORDING_PIECE_PATH } from "@beckon/protocol/recordings.ts";
import type { Announce } from "../desk/news.ts";
import { deleteRecording } from "../recordings/delete-recordings.ts";
import {
  beginRecording,
  endRecording,
  keepEvents,
  keepPiece,
  type RecordingParts,
} from "../recordings/make-recording.ts";
import { changeRecordingPolicy } from "../recordings/recording-policy.ts";
import { listRecordings, readPiece, viewRecording } from "../recordings/watch-recording.ts";
import { headersOf, routesOf, sendRefusal, type RouteParts } from "./route.ts";

const placeForm = /^\d{1,7}$/;

/** The calls of recordings [R19–R22]: in a corner of its own, since only here bodies are bytes, and larger than elsewhere. */
export function addRecordingRoutes(
  app: FastifyInstance,
  parts: RecordingParts & RouteParts & { readonly announce: Announce },
): void {
  void app.register((corner, _options, ready) => {
    corner.addContentTypeParser(
      "application/octet-stream",
      { parseAs: "buffer", bodyLimit: RECORDING_PIECE_BYTES },
      (_request, body, done) => done(null, body),
    );
    addCalls(corner, parts);
    ready();
  });
}

function addCalls(app: FastifyInstance, parts: RecordingParts & RouteParts & { readonly announce: Announce }): void {
  const { db, announce, personOf, clock } = parts;
  const routes = routesOf(app, parts);
  routes.person(CALLS.changeRecordingPolicy, ({ body, now }, person) =>
    changeRecordingPolicy(db, announce, person, body, now),
  );
  routes.person(CALLS.listRecordings, ({ param, now }, person) => listRecordings(parts, person, param("id"), now));
  routes.person(CALLS.beginRecording, ({ param, body, now }, person) =>
    beginRecording(parts, person, param("id"), body, now),
  );
  routes.person(CALLS.keepRecordingPiece, async ({ param, query, body, now }, person) => {
    const place = param("place");
    if (!placeForm.test(place)) return { ok: false, refusal: { reason: "notFound" } };
    const piece = { place: Number(place), at: query.at ?? null, until: query.until, bytes: body };
    return await keepPiece(parts, person, param("id"), piece, now);
  });
  routes.person(CALLS.keepRecordingEvents, ({ param, body, now }, person) =>
    keepEvents(parts, person, param("id"), body, now),
  );
  routes.person(CALLS.endRecording, ({ param, now }, person) => endRecording(parts, person, param("id"), now));
  routes.person(CALLS.viewRecording, ({ param, now }, person) => viewRecording(parts, person, param("id"), now));
  routes.person(CALLS.deleteRecording, ({ param, now }, person) => deleteRecording(db, person, param("id"), now));

  app.get<{ Params: { id: string; place: string } }>(RECORDING_PIECE_PATH, async (request, reply) => {
    const person = await personOf(headersOf(request));
    if (person === undefined) return await sendRefusal(reply, { reason: "notSignedIn" });
    const { id, place } = request.params;
    if (!placeForm.test(place)) return await sendRefusal(reply, { reason: "notFound" });
    const read = await readPiece(parts, person, { viewingId: id, place: Number(place) }, clock());
    if (!read.ok) {
      if (read.refusal.reason === "damaged")
        request.log.error({ viewing: id, place }, "a piece of a recording is damaged");
      return await sendRefusal(reply, read.refusal);
    }
    return await reply.type("application/octet-stream").send(read.value);
  });
}
