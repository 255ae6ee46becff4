const GUI = 2;
const SIGNATURE_DIRECTORY = 4;

/** Windows' executable without its signature, which holds no longer once anything is put into it. */
export function withoutSignature(executable: Buffer): Buffer {
  const bytes = Buffer.from(executable);
  const entry = readHeader(bytes).directories + SIGNATURE_DIRECTORY * 8;
  // The only directory that counts from the file's beginning; signatures stand at the file's end.
  const at = bytes.readUInt32LE(entry);
  if (at === 0) return bytes;
  bytes.writeBigUInt64LE(0n, entry);
  return bytes.subarray(0, at);
}

/** Marks Windows' executable, in place, as a program with windows of its own: it opens no console beside them. */
export function markAsWindowed(executable: Buffer): void {
  executable.writeUInt16LE(GUI, readHeader(executable).subsystem);
}

function readHeader(bytes: Buffer): { subsystem: number; directories: number } {
  const signature = bytes.readUInt32LE(0x3c);
  const optional = signature + 24;
  if (bytes.toString("latin1", signature, signature + 4) !== "PE\0\0" || bytes.readUInt16LE(optional) !== 0x20b)
    throw new Error("This is no 64-bit executable of Windows.");
  return { subsystem: optional + 68, directories: optional + 112 };
}
