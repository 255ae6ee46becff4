import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import * as z from "zod/mini";
import { programOffer, tarEntry, type ProgramOffer, type ProgramSystem } from "@beckon/protocol/program.ts";

/** What the build of the desktop module leaves beside its programs. */
const manifest = z.object({
  programs: z.array(z.extend(programOffer, { file: z.string().check(z.regex(/^[\w.-]+$/)) })),
});

/** The desktop module's programs, as `npm run build:quicksupport` left them. */
export type Programs = {
  /** What can be had now; none while nothing was built. */
  offers(): Promise<ProgramOffer[]>;
  /** The program itself. */
  open(system: ProgramSystem): Promise<{ stream: Readable; bytes: number } | undefined>;
  /** The program itself, as a gzip of it. */
  openGzipped(system: ProgramSystem): Promise<{ stream: Readable; bytes: number } | undefined>;
  /** The beginning of a `.tar.gz` that holds the program; a gzip of the remaining entries completes it. */
  openPacked(system: ProgramSystem): Promise<{ stream: Readable; bytes: number } | undefined>;
};

/**
 * Reads programs from `folder`; packed ones are made once, at the first request, and kept in `cache`. What was damaged there
 * counts as not built, and `warn` is told of it once.
 */
export function openPrograms(folder: string, cache: string, warn: (fault: string) => void): Programs {
  let known: { at: number; programs: z.infer<typeof manifest>["programs"] } | undefined;
  const packing = new Map<string, Promise<void>>();

  async function read() {
    const path = join(folder, "manifest.json");
    const at = (await stat(path).catch(() => undefined))?.mtimeMs;
    if (at === undefined) return [];
    if (known?.at !== at) known = { at, programs: await parse(path) };
    return known.programs;
  }

  /** A damaged manifest is one fault of ours, and no reason to keep anybody from help in their browser. */
  async function parse(path: string) {
    try {
      return manifest.parse(JSON.parse(await readFile(path, "utf8"))).programs;
    } catch (error) {
      warn(`${path} cannot be read: no program is offered until it is built anew. ${String(error)}`);
      return [];
    }
  }

  async function find(system: ProgramSystem) {
    return (await read()).find((one) => one.system === system);
  }

  async function pack(content: () => AsyncIterable<Uint8Array>, target: string): Promise<void> {
    await mkdir(cache, { recursive: true });
    const partial = `${target}.${process.pid}.part`;
    try {
      await pipeline(content, createGzip({ level: 6 }), createWriteStream(partial));
      await rename(partial, target);
    } finally {
      await rm(partial, { force: true });
    }
  }

  /** What is kept under this name, made of `content` at the first request. */
  async function openKept(name: string, content: () => AsyncIterable<Uint8Array>) {
    const target = join(cache, name);
    const bytes = async () => (await stat(target).catch(() => undefined))?.size;
    if ((await bytes()) === undefined) {
      const work = packing.get(target) ?? pack(content, target);
      packing.set(target, work);
      await work.finally(() => packing.delete(target));
    }
    return { stream: createReadStream(target), bytes: (await bytes()) ?? 0 };
  }

  return {
    offers: async () =>
      (await read()).map(({ system, version, bytes, sha256 }) => ({ system, version, bytes, sha256 })),

    async open(system) {
      const found = await find(system);
      return found && { stream: createReadStream(join(folder, found.file)), bytes: found.bytes };
    },

    async openGzipped(system) {
      const found = await find(system);
      return found && (await openKept(`${found.sha256}.gz`, () => createReadStream(join(folder, found.file))));
    },

    async openPacked(system) {
      const found = await find(system);
      if (found === undefined) return undefined;
      const path = join(folder, found.file);
      // A folder is a tar archive already.
      return await openKept(`${found.sha256}.tar.gz`, () =>
        path.endsWith(".tar") ? createReadStream(path) : asEntry(path),
      );
    },
  };
}

async function* asEntry(path: string): AsyncGenerator<Uint8Array> {
  // The header says how long the file is, so it is written for that length first.
  const { size } = await stat(path);
  yield tarEntry("QuickSupport", 0o755, new Uint8Array(0), size);
  yield* createReadStream(path) as AsyncIterable<Buffer>;
  yield new Uint8Array((512 - (size % 512)) % 512);
}
