import type { FileSource } from "@beckon/session/machine.ts";

/** Read ahead: asking the browser costs more than the bytes. */
const BLOCK_BYTES = 1_048_576;

/** A file the expert chose, read as it is needed. One that was changed or removed meanwhile reads as shorter. */
export function fileSource(file: File): FileSource {
  let block = { from: 0, bytes: new Uint8Array() };
  return {
    name: file.name,
    size: file.size,
    async read(offset, length) {
      if (offset < block.from || offset + length > block.from + block.bytes.length) {
        const bytes = await readSlice(file.slice(offset, offset + Math.max(length, BLOCK_BYTES)));
        block = { from: offset, bytes };
      }
      return block.bytes.subarray(offset - block.from, offset - block.from + length);
    },
    close: () => Promise.resolve(),
  };
}

async function readSlice(slice: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await slice.arrayBuffer());
  } catch (problem) {
    if (problem instanceof DOMException && /^Not(Readable|Found)Error$/.test(problem.name)) return new Uint8Array();
    throw problem;
  }
}
