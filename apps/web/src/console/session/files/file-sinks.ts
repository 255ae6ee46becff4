import type { FileSink } from "@beckon/session/machine.ts";

/** Writes straight into the file the expert chose; it has the new content only once all of it is there. */
export async function chosenFileSink(handle: FileSystemFileHandle): Promise<FileSink> {
  const stream = await handle.createWritable();
  return {
    name: handle.name,
    write: (bytes) => stream.write(bytes.slice()),
    finish: () => stream.close(),
    discard: () => stream.abort(),
  };
}

/**
 * Writes into the browser's own storage and hands the whole file to `save` at the end: for browsers that cannot write
 * where one chooses. `place` keeps it until it is discarded or cleared.
 */
export async function storedFileSink(
  place: FileSystemDirectoryHandle,
  key: string,
  name: string,
  save: (file: File) => void,
): Promise<FileSink> {
  const handle = await place.getFileHandle(key, { create: true });
  const stream = await handle.createWritable();
  return {
    name,
    write: (bytes) => stream.write(bytes.slice()),
    async finish() {
      await stream.close();
      save(await handle.getFile());
    },
    async discard() {
      await stream.abort();
      await place.removeEntry(key);
    },
  };
}

/** Keeps the bytes in memory: for browsers without a storage to write to. More than `limit` bytes are refused. */
export function memorySink(name: string, limit: number, save: (file: Blob) => void): FileSink {
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  return {
    name,
    write(bytes) {
      size += bytes.length;
      if (size > limit)
        return Promise.reject(new DOMException("This browser cannot keep a file of this size.", "QuotaExceededError"));
      pieces.push(bytes.slice());
      return Promise.resolve();
    },
    finish() {
      save(new Blob(pieces));
      pieces = [];
      return Promise.resolve();
    },
    discard() {
      pieces = [];
      return Promise.resolve();
    },
  };
}
