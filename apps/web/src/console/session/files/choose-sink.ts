import type { FileSink } from "@beckon/session/machine.ts";
import { chosenFileSink, memorySink, storedFileSink } from "./file-sinks.ts";

type Picker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

const FOLDER = "received";
const OLD_MS = 24 * 60 * 60 * 1000;
const MEMORY_BYTES = 500_000_000;

/** A place for a file that arrives: where the expert chooses, else as a download. Null when they chose none. */
export async function chooseSink(name: string): Promise<FileSink | null> {
  const picker = "showSaveFilePicker" in window ? (window.showSaveFilePicker as Picker) : undefined;
  if (picker) {
    try {
      return await chosenFileSink(await picker.call(window, { suggestedName: name }));
    } catch (problem) {
      if (problem instanceof DOMException && problem.name === "AbortError") return null;
    }
  }
  return await downloadSink(name);
}

/** A place whose file becomes a download once it is whole, as `finished` makes it. */
export async function downloadSink(name: string, finished = (whole: Blob): Blob => whole): Promise<FileSink> {
  const save = (file: Blob): void => download(finished(file), name);
  try {
    const root = await navigator.storage.getDirectory();
    const place = await root.getDirectoryHandle(FOLDER, { create: true });
    await clearOld(place, Date.now());
    return await storedFileSink(place, `${Date.now()}-${crypto.randomUUID()}`, name, save);
  } catch {
    return memorySink(name, MEMORY_BYTES, save);
  }
}

/** What earlier downloads left; a download may still be reading what is young. */
async function clearOld(place: FileSystemDirectoryHandle, now: number): Promise<void> {
  for await (const key of place.keys()) {
    if (now - Number.parseInt(key, 10) > OLD_MS) await place.removeEntry(key);
  }
}

function download(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads it in its own time.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
