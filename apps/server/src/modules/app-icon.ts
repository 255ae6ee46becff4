import sharp from "sharp";
import { textOn } from "@beckon/domain/contrast.ts";

/** The sizes icons are made in, a side in pixels. */
export const ICON_SIZES = [192, 512] as const;
export type IconSize = (typeof ICON_SIZES)[number];
/** `maskable`: the system cuts it to a shape of its own, so the ground fills all of it. */
export type IconUse = "any" | "maskable";

/** Sub-pixels a side that are counted for one: soft edges. */
const FINE = 3;

/** An app's icon as PNG: the logo, else a beacon on the module's colour. */
export async function drawAppIcon(
  { logo, accent }: { logo: Buffer | undefined; accent: string },
  size: IconSize,
  use: IconUse,
): Promise<Buffer> {
  if (logo === undefined) return await drawBeacon(accent, size, use);
  // Of a maskable icon the inner four fifths are always seen, and a square fits into their circle so.
  const side = Math.round(size * (use === "maskable" ? 0.56 : 0.92));
  const picture = await sharp(logo).resize({ width: side, height: side, fit: "inside" }).png().toBuffer();
  const background = use === "maskable" ? "#ffffff" : { r: 0, g: 0, b: 0, alpha: 0 };
  return await sharp({ create: { width: size, height: size, channels: 4, background } })
    .composite([{ input: picture, gravity: "centre" }])
    .png()
    .toBuffer();
}

async function drawBeacon(accent: string, size: IconSize, use: IconUse): Promise<Buffer> {
  const ground = channelsOf(accent);
  const sign = channelsOf(textOn(accent));
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const { inside, marked } = coverage(x, y, size, use);
      const share = inside === 0 ? 0 : marked / inside;
      const colour = ground.map((channel, at) => Math.round(channel + ((sign[at] ?? 0) - channel) * share));
      pixels.set([...colour, Math.round((inside / FINE ** 2) * 255)], (y * size + x) * 4);
    }
  return await sharp(pixels, { raw: { width: size, height: size, channels: 4 } })
    .png()
    .toBuffer();
}

/** How many of a pixel's parts lie on the ground, and how many of those on the sign: an arch with a light beside it. */
function coverage(x: number, y: number, size: number, use: IconUse): { inside: number; marked: number } {
  const scale = use === "maskable" ? 1.3 : 1;
  let inside = 0;
  let marked = 0;
  for (let part = 0; part < FINE ** 2; part += 1) {
    // In twentieths of the icon, from its middle.
    const px = ((x + ((part % FINE) + 0.5) / FINE) / size - 0.5) * 20;
    const py = ((y + (Math.floor(part / FINE) + 0.5) / FINE) / size - 0.5) * 20;
    if (use === "any" && Math.hypot(Math.max(0, Math.abs(px) - 4.5), Math.max(0, Math.abs(py) - 4.5)) > 5.5) continue;
    inside += 1;
    const [sx, sy] = [px * scale, py * scale];
    const arch = sy <= -0.2 ? Math.abs(Math.hypot(sx, sy + 0.2) - 4) : sx < 0 && sy < 4.2 ? Math.abs(sx + 4) : 9;
    const foot = Math.hypot(sx + 4, sy - 4.2);
    if (arch < 0.9 || foot < 0.9 || Math.hypot(sx - 4, sy + 0.2) < 0.9 || Math.hypot(sx - 4, sy - 4) < 1.4) marked += 1;
  }
  return { inside, marked };
}

function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
