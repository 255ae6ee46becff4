import { encodePng } from "./png.ts";

const SIZE = 128;
/** Sub-pixels a side that are counted for one: soft edges. */
const FINE = 4;

/** The SOS button's icon as a PNG of 128 pixels: a raised hand's beacon, three rings in the module's colour (`#rrggbb`). */
export function drawIcon(colour: string): Promise<Uint8Array> {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) || 0);
  const rgba = new Uint8Array(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y += 1)
    for (let x = 0; x < SIZE; x += 1) {
      const { ground, white } = coverage(x, y);
      const at = (y * SIZE + x) * 4;
      const mix = (channel: number): number =>
        Math.round(channel + (255 - channel) * (ground === 0 ? 0 : white / ground));
      rgba.set([mix(red ?? 0), mix(green ?? 0), mix(blue ?? 0), Math.round(ground * 255)], at);
    }
  return encodePng({ width: SIZE, height: SIZE, rgba });
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
