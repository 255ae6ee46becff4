import { createDecipheriv, createHmac, type ECDH } from "node:crypto";

const hmac = (key: Buffer, ...parts: (string | Buffer)[]) => {
  const made = createHmac("sha256", key);
  for (const part of parts) made.update(part);
  return made.digest();
};

/** Opens a message encrypted to a browser, with that browser's own keys, as RFC 8291 and RFC 8188 (aes128gcm) say. */
export function openPushed(body: Buffer, keys: ECDH, auth: Buffer): Buffer {
  const salt = body.subarray(0, 16);
  const recordSize = body.readUInt32BE(16);
  const sender = body.subarray(21, 21 + body.readUInt8(20));
  const sealed = body.subarray(21 + sender.length);
  if (sealed.length > recordSize) throw new Error("more than the one record a push message has");
  const shared = hmac(auth, keys.computeSecret(sender));
  const input = hmac(shared, "WebPush: info\0", keys.getPublicKey(), sender, "\u0001");
  const content = hmac(salt, input);
  const key = hmac(content, "Content-Encoding: aes128gcm\0\u0001").subarray(0, 16);
  const nonce = hmac(content, "Content-Encoding: nonce\0\u0001").subarray(0, 12);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error("no end of the last record");
  return padded.subarray(0, end);
}
