import { crc32, deflateSync } from "node:zlib";

const SIZE = 128;
/** Sub-pixels a side that are counted for one: soft edges. */
const FINE = 4;

/** The SOS button's icon as a PNG of 128 pixels: a raised hand's beacon, three rings in the module's colour (`#rrggbb`). */
export function drawIcon(colour: string): Uint8Array {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) || 0);
  const rows = Buffer.alloc(SIZE * (SIZE * 4 + 1));
  for (let y = 0; y < SIZE; y += 1)
    for (let x = 0; x < SIZE; x += 1) {
      const { ground, white } = coverage(x, y);
      const at = y * (SIZE * 4 + 1) + 1 + x * 4;
      const mix = (channel: number): number =>
        Math.round(channel + (255 - channel) * (ground === 0 ? 0 : white / ground));
      rows.set([mix(red ?? 0), mix(green ?? 0), mix(blue ?? 0), Math.round(ground * 255)], at);
    }
  return pngOf(rows);
}

/** How much of a pixel is the round ground, and how much the white rings on it; 0 to 1. */
function coverage(x: number, y: number): { ground: number; white: number } {
  let ground = 0;
  let white = 0;
  for (let part = 0; part < FINE * FINE; part += 1) {
    const dx = x + ((part % FINE) + 0.5) / FINE - SIZE / 2;
    const dy = y + (Math.floor(part / FINE) + 0.5) / FINE - SIZE / 2;
    const from = Math.hypot(dx, dy);
    if (from > 60) continue;
    ground += 1;
    if (from < 12 || (from > 24 && from < 32) || (from > 42 && from < 48)) white += 1;
  }
  return { ground: ground / FINE ** 2, white: white / FINE ** 2 };
}

function pngOf(rows: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, bytes: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), bytes]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(bytes.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}
