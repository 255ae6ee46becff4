import type { Quality } from "@beckon/protocol/peer.ts";

/** How much is lost: the JPEG's quality (1 to 100), and how many pixels become one in each direction. */
export type PhotoLevel = { readonly quality: number; readonly scale: 1 | 2; readonly bytesPerPixel: number };

const LEVELS: readonly PhotoLevel[] = [
  { quality: 80, scale: 1, bytesPerPixel: 0.24 },
  { quality: 68, scale: 1, bytesPerPixel: 0.17 },
  { quality: 54, scale: 1, bytesPerPixel: 0.125 },
  { quality: 40, scale: 1, bytesPerPixel: 0.095 },
  { quality: 60, scale: 2, bytesPerPixel: 0.05 },
  { quality: 42, scale: 2, bytesPerPixel: 0.036 },
  { quality: 26, scale: 2, bytesPerPixel: 0.025 },
];
const FIRST: Record<Exclude<Quality, "sharp">, number> = { automatic: 1, smooth: 2, saveData: 3 };

/** Smaller photos are mostly their head; they say nothing about large ones. */
const LEAST_TOLD = 128 * 128;
/** How much one photo says about its own level, and about the others. */
const SAME = 0.3;
const OTHERS = 0.05;

/** Learns how many bytes pixels become, and says which level fits. */
export function openEstimates() {
  // Grain that halving takes away is dear at full size: the levels are learnt one by one.
  const photos = new Map(LEVELS.map((level) => [level, 1]));
  const photoBytes = (pixels: number, level: PhotoLevel) => pixels * level.bytesPerPixel * (photos.get(level) ?? 1);
  const exact = { few: 0.06, many: 1.4 };
  return {
    /** Bytes that exact pixels will probably need. */
    exactBytes: (pixels: number, manyColours: boolean) => pixels * (manyColours ? exact.many : exact.few),
    photoBytes,
    /** The best level by which `pixels` become no more than `bytes`, or the lowest. */
    fitting(pixels: number, bytes: number, quality: Exclude<Quality, "sharp">): PhotoLevel {
      const allowed = LEVELS.slice(FIRST[quality]);
      const best = allowed.find((level) => photoBytes(pixels, level) <= bytes) ?? allowed.at(-1);
      return best ?? { quality: 40, scale: 1, bytesPerPixel: 0.1 };
    },
    learnPhoto(pixels: number, level: PhotoLevel, bytes: number): void {
      if (pixels < LEAST_TOLD) return;
      const found = bytes / (pixels * level.bytesPerPixel);
      for (const [one, known] of photos) photos.set(one, known + (found - known) * (one === level ? SAME : OTHERS));
    },
    learnExact(pixels: number, manyColours: boolean, bytes: number): void {
      // Small pieces are mostly heads; they say nothing about large ones.
      if (pixels < 4096) return;
      const kind = manyColours ? "many" : "few";
      exact[kind] += (bytes / pixels - exact[kind]) * 0.3;
    },
  };
}

export type Estimates = ReturnType<typeof openEstimates>;
