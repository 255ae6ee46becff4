import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** A built file of the web pages, in every form it is sent in. */
interface Page {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly brotli: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".wav": "audio/wav",
  ".txt": "text/plain; charset=utf-8",
};
const COMPRESSED = /^(text\/|application\/|image\/svg)/;
const HASHED = /^\/assets\//;
const NOT_BUILT = "The web pages have not been built yet.\n";

const brotliOf = promisify(brotliCompress);
const gzipOf = promisify(gzip);

/**
 * Serves the built web pages from memory: hashed assets for ever, pages asked for anew each time, compressed once. Files are
 * found by a list made of the folder, so no address can lead out of it. Rebuilt pages are noticed at the next request for one.
 * @returns sends the page of a name at an address of its own.
 */
export function serveWebPages(app: FastifyInstance, folder: string): SendPage {
  let loading: { pages: Promise<Map<string, Page>>; builtAt: number } | undefined;

  async function pagesNow(): Promise<Map<string, Page>> {
    const builtAt = (await stat(join(folder, "console.html"))).mtimeMs;
    if (loading?.builtAt !== builtAt) loading = { pages: readPages(folder), builtAt };
    try {
      return await loading.pages;
    } catch (error) {
      loading = undefined; // read while it was being built
      throw error;
    }
  }

  // Compressing takes a second or two: begun at the start, so that the first visitor does not wait for it.
  app.addHook(
    "onReady",
    () => void pagesNow().catch((error: unknown) => app.log.debug({ err: error }, "no web pages yet")),
  );

  app.get("/*", async (request, reply) => {
    const path = pathOf(request);
    if (path === "/api" || path.startsWith("/api/")) return reply.callNotFound();
    const asset = HASHED.test(path) ? (await loading?.pages.catch(() => undefined))?.get(path) : undefined;
    if (asset !== undefined) return await sendPage(request, reply, asset, true);
    return await send(request, reply, path, entryFor(path));
  });

  async function send(request: FastifyRequest, reply: FastifyReply, path: string, otherwise = "") {
    let pages: Map<string, Page>;
    try {
      pages = await pagesNow();
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
      return await reply.code(503).type("text/plain").send(NOT_BUILT);
    }
    const page = pages.get(path);
    if (page !== undefined) return await sendPage(request, reply, page, HASHED.test(path));
    const entry = pages.get(otherwise);
    if (entry === undefined) return await reply.code(404).type("text/plain").send("Not found\n");
    return await sendPage(request, reply, entry, false);
  }
  return send;
}

/** Answers with the built page of this name, as `/preview.html`. */
export type SendPage = (request: FastifyRequest, reply: FastifyReply, name: string) => Promise<FastifyReply>;

/** Which page an address opens: the console's below `/console`, the customer's for any other that is no file. */
export function entryFor(path: string): "/console.html" | "/customer.html" | undefined {
  if (path === "/console" || path.startsWith("/console/")) return "/console.html";
  const last = path.slice(path.lastIndexOf("/") + 1);
  return last.includes(".") || HASHED.test(path) ? undefined : "/customer.html";
}

async function readPages(folder: string): Promise<Map<string, Page>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pages = new Map<string, Page>();
  // One after another: compressing uses the threads on which passwords are checked, the database's among them.
  for (const file of files) {
    const name = file.slice(folder.length).replaceAll("\\", "/");
    pages.set(name.startsWith("/") ? name : `/${name}`, await readPage(file));
  }
  return pages;
}

async function readPage(file: string): Promise<Page> {
  const plain = await readFile(file);
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  const digest = Buffer.from(await crypto.subtle.digest("SHA-256", plain));
  const etag = `"${digest.toString("base64url").slice(0, 22)}"`;
  if (!COMPRESSED.test(type) || plain.length < 500) return { type, etag, plain, brotli: undefined, gzip: undefined };
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  const [brotli, gzipped] = await Promise.all([brotliOf(plain, { params }), gzipOf(plain, { level: 9 })]);
  return { type, etag, plain, brotli, gzip: gzipped };
}

async function sendPage(request: FastifyRequest, reply: FastifyReply, page: Page, forEver: boolean) {
  void reply
    .header("cache-control", forEver ? "public, max-age=31536000, immutable" : "no-cache")
    .header("etag", page.etag)
    .type(page.type);
  if (page.brotli !== undefined) void reply.header("vary", "accept-encoding");
  if (request.headers["if-none-match"] === page.etag) return await reply.code(304).send();
  const accepted = (request.headers["accept-encoding"] ?? "").toString();
  if (page.brotli !== undefined && /\bbr\b/.test(accepted))
    return await reply.header("content-encoding", "br").send(page.brotli);
  if (page.gzip !== undefined && /\bgzip\b/.test(accepted))
    return await reply.header("content-encoding", "gzip").send(page.gzip);
  return await reply.send(page.plain);
}

function pathOf(request: FastifyRequest): string {
  const path = request.url.split(/[?#]/, 1)[0] ?? "/";
  return path.replace(/\/{2,}/g, "/");
}
