import * as z from "zod/mini";
import { line, secret } from "./words.ts";

/**
 * How the desktop module's program is named, packed and told whom it belongs to [M7]: the same program for everyone, with
 * the server and the module in its file name or in a small file beside it.
 */

/** The systems a program is built for. */
export const SYSTEMS = ["linux-x64", "windows-x64", "macos-arm64"] as const;
export const programSystem = z.enum(SYSTEMS);
export type ProgramSystem = z.infer<typeof programSystem>;

/** A program the server offers: its size in bytes and SHA-256 in hex, of the program itself. */
export const programOffer = z.object({
  system: programSystem,
  version: line(40),
  bytes: z.number(),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
export type ProgramOffer = z.infer<typeof programOffer>;

/** Whom a program belongs to. `move`: the one-time secret with which it goes on in a case begun in the browser [M9]. */
export const programOwner = z.object({
  /** An origin: `https://…`, or `http://` on this computer. */
  server: z.string().check(z.maxLength(300), z.regex(/^https?:\/\/[^/\s]+$/)),
  module: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
  /** The server's public key (Ed25519, raw, base64url), when it is known. */
  key: z.optional(z.string().check(z.regex(/^[\w-]{43}$/))),
  move: z.optional(secret),
});
export type ProgramOwner = z.infer<typeof programOwner>;

/** The file beside a program that names its owner, as JSON. */
export const OWNER_FILE = "quicksupport.beckon.json";

/** Where that file lies in a system's archive: in the app's folder on macOS, which may run it from another place. */
export function ownerPath(system: ProgramSystem): string {
  return system === "macos-arm64" ? `QuickSupport.app/Contents/Resources/${OWNER_FILE}` : OWNER_FILE;
}

/**
 * What the server says a module is, as JSON text, with the server's signature over exactly that text. The program keeps the
 * first key it met over TLS, or the one it came with, and believes nothing that another key signed.
 */
export const signedModule = z.object({
  statement: z.string().check(z.maxLength(20_000)),
  signature: z.string().check(z.regex(/^[\w-]{86}$/)),
  key: z.string().check(z.regex(/^[\w-]{43}$/)),
});
export type SignedModule = z.infer<typeof signedModule>;
/** What is signed before the statement, so that the signature means nothing elsewhere. */
export const SIGNED_MODULE_LABEL = "beckon module 1\0";

/** What stands in the statement. */
export const moduleStatement = z.object({
  server: z.string(),
  module: z.string(),
  company: line(100),
  title: line(120),
  accent: line(7),
  sos: z.object({ on: z.boolean(), label: line(60) }),
});
export type ModuleStatement = z.infer<typeof moduleStatement>;

/** The file name, without an ending, by which a program knows its owner; its key is not in it. */
export function nameProgram({ server, module, move }: ProgramOwner): string {
  const [, host = "", port] = /^https?:\/\/(.+?)(?::(\d+))?$/.exec(server) ?? [];
  const parts = ["QuickSupport", module, host, ...(port === undefined ? [] : [port])];
  return parts.join("_") + (move === undefined ? "" : `_m${move}`);
}

/** The owner a file name speaks of, whatever a browser added to it; undefined when it speaks of none. */
export function readProgramName(name: string): ProgramOwner | undefined {
  const [, module, host = "", port, move] =
    /^QuickSupport_([a-z0-9-]+)_([a-z0-9.-]+?)(?:_(\d{1,5}))?(?:_m([\w-]{43}))?(?:\.(?:exe|run|app))?(?: ?\(\d+\))?(?:\.(?:exe|run|app))?$/i.exec(
      name,
    ) ?? [];
  const here = host === "localhost" || host === "127.0.0.1";
  const server = `${here ? "http" : "https"}://${host}${port === undefined ? "" : `:${port}`}`;
  return programOwner.safeParse({ server, module, ...(move === undefined ? {} : { move }) }).data;
}

/**
 * One file of a tar archive: header and bytes, padded. `mode` as in `0o755`, names at most 100 ASCII letters. `size`: how
 * long the file is when its bytes, and zeros up to a multiple of 512, are written by somebody else.
 */
export function tarEntry(name: string, mode: number, bytes: Uint8Array, size = bytes.length): Uint8Array<ArrayBuffer> {
  const entry = new Uint8Array(512 + Math.ceil(bytes.length / 512) * 512);
  const write = (text: string, at: number): void =>
    entry.set(
      Array.from(text, (letter) => letter.charCodeAt(0)),
      at,
    );
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, "0")}\0`;
  write(name, 0);
  write(octal(mode, 7) + octal(0, 7) + octal(0, 7) + octal(size, 11) + octal(0, 11), 100);
  write(`        0`, 148);
  write("ustar\x0000", 257);
  const sum = entry.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  entry.set(bytes, 512);
  return entry;
}
/** What ends a tar archive. */
export const TAR_END_BYTES = 1024;
