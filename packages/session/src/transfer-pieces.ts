/** A piece of a file on its way: whose it is, where it belongs, and its bytes. */
export type Piece = { readonly id: string; readonly offset: number; readonly bytes: Uint8Array };

/** The most bytes of a file that one piece carries; with its header it stays below what a channel takes. */
export const PIECE_BYTES = 60_000;

/** Writes a piece: the length of the id, the id, the offset as a 64-bit number, the bytes. */
export function writePiece({ id, offset, bytes }: Piece): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(id);
  const piece = new Uint8Array(1 + name.length + 8 + bytes.length);
  piece[0] = name.length;
  piece.set(name, 1);
  new DataView(piece.buffer).setBigUint64(1 + name.length, BigInt(offset));
  piece.set(bytes, 9 + name.length);
  return piece;
}

/** Reads a piece; undefined for what is none. The bytes are the message's own. */
export function readPiece(message: Uint8Array): Piece | undefined {
  const length = message[0];
  if (length === undefined || length === 0 || length > 64 || message.length < length + 9) return undefined;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const offset = Number(view.getBigUint64(1 + length));
  if (!Number.isSafeInteger(offset)) return undefined;
  const id = new TextDecoder().decode(message.subarray(1, 1 + length));
  return { id, offset, bytes: message.subarray(9 + length) };
}
