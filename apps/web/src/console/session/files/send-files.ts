import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { tell } from "../../controls/notices.tsx";
import type { Words } from "../../words/use-words.tsx";
import { fileSource } from "./file-source.ts";

/** Offers these files to the customer; says so when that is not allowed. */
export function sendFiles(session: Pick<RemoteSession, "sendFile">, files: Iterable<File>, w: Words): void {
  for (const file of files) {
    if (session.sendFile(fileSource(file)) !== null) continue;
    tell(w.desktop.files.notGranted, true);
    return;
  }
}

/** The files of a drop; folders among them are left out and told by `folders`. */
export function filesOf(data: DataTransfer): { files: File[]; folders: boolean } {
  const items = [...data.items].filter(({ kind }) => kind === "file");
  const isFolder = (item: DataTransferItem) => item.webkitGetAsEntry()?.isDirectory === true;
  return {
    files: items.filter((item) => !isFolder(item)).flatMap((item) => item.getAsFile() ?? []),
    folders: items.some(isFolder),
  };
}
