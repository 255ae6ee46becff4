/** A message for many sockets, made into a WebSocket frame once: what it costs most to send a card to a thousand consoles. */
export type Frame = { readonly text: string; readonly bytes: Buffer };

const FINAL_TEXT = 0x81;

/** The frame a server sends a text message in: final, unmasked, not compressed (RFC 6455, section 5.2). */
export function frameOf(text: string): Frame {
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(head + length);
  bytes[0] = FINAL_TEXT;
  if (head === 2) bytes[1] = length;
  else if (head === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  bytes.write(text, head);
  return { text, bytes };
}
