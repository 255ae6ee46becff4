import type { FileSource } from "@beckon/session/machine.ts";

/** A file the expert chose, read piece by piece as it is needed. */
export function fileSource(file: File): FileSource {
  return {
    name: file.name,
    size: file.size,
    read: async (offset, length) => new Uint8Array(await file.slice(offset, offset + length).arrayBuffer()),
    close: () => Promise.resolve(),
  };
}
