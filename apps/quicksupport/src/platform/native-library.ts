import koffi from "koffi";

/** A pointer into the process's memory, or a handle the system gave; where it gives none, calls return null. */
export type Pointer = bigint;
export type Call = (...given: unknown[]) => unknown;
export type Calls<Names extends string> = Record<Names, Call>;

/** Loads functions of a system library by their C prototypes, in which NAME stands for each one's name. Throws when one is missing. */
export function loadLibrary<Names extends string>(file: string, prototypes: Record<Names, string>): Calls<Names> {
  const library = koffi.load(file);
  const entries = Object.entries(prototypes) as [Names, string][];
  return Object.fromEntries(
    entries.map(([name, prototype]) => {
      const call: unknown = library.func(prototype.replace("NAME", name));
      return [name, call];
    }),
  ) as Calls<Names>;
}

/** Bytes in memory that a library gave out, for as long as they are valid there. */
export function viewBytes(at: Pointer, length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(koffi.view(at, length));
}
