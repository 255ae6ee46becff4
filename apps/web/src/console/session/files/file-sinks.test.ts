import { describe, expect, it } from "vitest";
import { chosenFileSink, memorySink, storedFileSink } from "./file-sinks.ts";
import { fileSource } from "./file-source.ts";

/** A folder as browsers give it, in memory: a file has its content only once its stream is closed. */
function makeFolder() {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const handleOf = (name: string) => ({
    name,
    createWritable() {
      let written: number[] = [];
      return Promise.resolve({
        write(bytes: Uint8Array) {
          written.push(...bytes);
          return Promise.resolve();
        },
        close() {
          files.set(name, Uint8Array.from(written));
          return Promise.resolve();
        },
        abort() {
          written = [];
          return Promise.resolve();
        },
      });
    },
    getFile: () => Promise.resolve(new File([files.get(name) ?? new Uint8Array()], name)),
  });
  const folder = {
    getFileHandle(name: string) {
      files.set(name, new Uint8Array());
      return Promise.resolve(handleOf(name));
    },
    removeEntry(name: string) {
      files.delete(name);
      return Promise.resolve();
    },
  };
  return {
    files,
    folder: folder as unknown as FileSystemDirectoryHandle,
    handle: (name: string) => handleOf(name) as unknown as FileSystemFileHandle,
  };
}

describe("where a received file goes", () => {
  it("a chosen file has its new content only when all is there", async () => {
    const { files, handle } = makeFolder();
    const sink = await chosenFileSink(handle("report.pdf"));
    await sink.write(Uint8Array.of(1, 2));
    await sink.write(Uint8Array.of(3));
    expect(files.has("report.pdf")).toBe(false);
    await sink.finish();
    expect([...(files.get("report.pdf") ?? [])]).toEqual([1, 2, 3]);
  });
  it("what is discarded leaves nothing", async () => {
    const { files, folder, handle } = makeFolder();
    const chosen = await chosenFileSink(handle("report.pdf"));
    await chosen.write(Uint8Array.of(1));
    await chosen.discard();
    const stored = await storedFileSink(folder, "1-key", "report.pdf", () => expect.unreachable());
    await stored.write(Uint8Array.of(1));
    await stored.discard();
    expect(files.size).toBe(0);
  });
  it("a stored file is handed over whole, once", async () => {
    const { folder } = makeFolder();
    const saved: File[] = [];
    const sink = await storedFileSink(folder, "1-key", "report.pdf", (file) => saved.push(file));
    await sink.write(Uint8Array.of(7, 8));
    expect(saved).toEqual([]);
    await sink.finish();
    expect(new Uint8Array((await saved[0]?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(Uint8Array.of(7, 8));
    expect(sink.name).toBe("report.pdf");
  });
  it("memory has a limit, and a piece is kept as it was when it came", async () => {
    const saved: Blob[] = [];
    const sink = memorySink("a.bin", 3, (file) => saved.push(file));
    const bytes = Uint8Array.of(1, 2);
    await sink.write(bytes);
    bytes.fill(9);
    await expect(sink.write(Uint8Array.of(3, 4))).rejects.toThrow("cannot keep");
    await sink.finish();
    expect(new Uint8Array((await saved[0]?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(Uint8Array.of(1, 2));
  });
  it("a file that is sent is read piece by piece, and short at its end", async () => {
    const source = fileSource(new File([Uint8Array.of(1, 2, 3, 4, 5)], "a.bin"));
    expect([source.name, source.size]).toEqual(["a.bin", 5]);
    expect(await source.read(1, 3)).toEqual(Uint8Array.of(2, 3, 4));
    expect(await source.read(4, 10)).toEqual(Uint8Array.of(5));
  });
  it("[R7] a file that was changed or removed meanwhile reads as shorter, which is told as changed", async () => {
    const gone = {
      name: "a.bin",
      size: 3,
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException("", "NotReadableError")) }),
    };
    expect(await fileSource(gone as unknown as File).read(0, 3)).toHaveLength(0);
  });
});
