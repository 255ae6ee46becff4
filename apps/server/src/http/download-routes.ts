import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import type { FastifyInstance, FastifyReply } from "fastify";
import {
  nameProgram,
  ownerPath,
  programSystem,
  TAR_END_BYTES,
  tarEntry,
  type ProgramSystem,
} from "@beckon/protocol/program.ts";
import type { ModuleKey } from "../modules/module-key.ts";
import { readModulePage } from "../modules/module-page.ts";
import type { Database } from "../store/database.ts";
import type { Programs } from "./programs.ts";
import { sendRefusal } from "./route.ts";

/** What downloads need of the house. */
export type DownloadParts = {
  readonly db: Database;
  readonly publicUrl: string;
  readonly moduleKey: ModuleKey;
  readonly programs: Programs;
  readonly clock: () => number;
};

type Asked = { Params: { slug: string; system: string }; Querystring: { part?: string } };

/**
 * Serves the desktop module's programs at `/m/<module>/download/<system>` [M7]: the same bytes for everyone. Windows finds
 * its owner in the file's name; elsewhere an archive holds the program, which may be run, and the file that names its owner.
 * With `?part=program` an archive's beginning alone is sent: the page completes it, so that no secret passes here [M9, X11].
 */
export function serveDownloads(
  app: FastifyInstance,
  { db, publicUrl, moduleKey, programs, clock }: DownloadParts,
): void {
  app.get<Asked>("/m/:slug/download/:system", async (request, reply) => {
    const { slug } = request.params;
    const system = programSystem.safeParse(request.params.system);
    if (!system.success || !/^[\w-]{1,64}$/.test(slug)) return await sendRefusal(reply, { reason: "notFound" });
    const module = await readModulePage(db, slug, [], clock());
    if (!module.ok) return await sendRefusal(reply, module.refusal);
    const name = nameProgram({ server: publicUrl, module: module.value.slug });
    void reply.header("cache-control", "no-cache");
    if (system.data === "windows-x64") {
      const packs = takesGzip(request.headers["accept-encoding"] ?? "");
      return await sendProgram(reply, system.data, `${name}.exe`, packs);
    }
    const ending = gzipSync(
      ownerEntries(system.data, { server: publicUrl, module: module.value.slug, key: moduleKey.publicKey }),
    );
    return await sendArchive(
      reply,
      system.data,
      `${name}.tar.gz`,
      request.query.part === "program" ? undefined : ending,
    );
  });

  /** Packed on its way only, when the browser unpacks it: what it saves is the very program. */
  async function sendProgram(reply: FastifyReply, system: ProgramSystem, name: string, packed: boolean) {
    const program = await (packed ? programs.openGzipped(system) : programs.open(system));
    if (program === undefined) return await sendRefusal(reply, { reason: "notFound" });
    void reply.header("vary", "accept-encoding");
    if (packed) void reply.header("content-encoding", "gzip");
    return await reply
      .type("application/vnd.microsoft.portable-executable")
      .header("content-disposition", `attachment; filename="${name}"`)
      .header("content-length", program.bytes)
      .send(program.stream);
  }

  async function sendArchive(reply: FastifyReply, system: ProgramSystem, name: string, ending: Buffer | undefined) {
    const packed = await programs.openPacked(system);
    if (packed === undefined) return await sendRefusal(reply, { reason: "notFound" });
    const parts = async function* () {
      yield* packed.stream;
      if (ending !== undefined) yield ending;
    };
    return await reply
      .type("application/gzip")
      .header("content-disposition", `attachment; filename="${name}"`)
      .header("content-length", packed.bytes + (ending?.length ?? 0))
      .send(Readable.from(parts()));
  }
}

/** Whether these codings, as a browser lists them, have gzip among them and do not rule it out. */
function takesGzip(codings: string): boolean {
  return codings.split(",").some((coding) => /^\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$)|$)/i.test(coding));
}

function ownerEntries(system: ProgramSystem, owner: object): Buffer {
  const entry = tarEntry(ownerPath(system), 0o644, new TextEncoder().encode(`${JSON.stringify(owner, null, 2)}\n`));
  return Buffer.concat([entry, new Uint8Array(TAR_END_BYTES)]);
}
