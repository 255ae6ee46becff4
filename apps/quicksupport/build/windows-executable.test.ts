import { expect, it } from "vitest";
import { markAsWindowed, withoutSignature } from "./windows-executable.ts";

/** The least of an executable: headers at 0x80, and a signature of 16 bytes at its end. */
function executable(): Buffer {
  const bytes = Buffer.alloc(1_040);
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write("PE\0\0", 0x80, "latin1");
  bytes.writeUInt16LE(0x20b, 0x98);
  bytes.writeUInt16LE(3, 0x98 + 68);
  bytes.writeUInt32LE(1_024, 0x98 + 112 + 32);
  bytes.writeUInt32LE(16, 0x98 + 112 + 36);
  return bytes;
}

it("[M7] the program for Windows opens no console, and claims no signature that it has not", () => {
  const signed = executable();
  const plain = withoutSignature(signed);
  expect(plain.length).toBe(1_024);
  expect(plain.readBigUInt64LE(0x98 + 112 + 32)).toBe(0n);
  expect(signed.length).toBe(1_040);
  expect(withoutSignature(plain).equals(plain)).toBe(true);
  markAsWindowed(plain);
  expect(plain.readUInt16LE(0x98 + 68)).toBe(2);
  expect(() => withoutSignature(Buffer.alloc(2_000))).toThrow(/no 64-bit executable/);
});
