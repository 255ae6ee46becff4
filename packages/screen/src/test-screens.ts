import type { Grab, Rect, ScreenCapture } from "./capture.ts";

/** A drawn desktop that can be captured; all that happens on it follows from the seed. */
export type DrawnScreen = {
  readonly capture: ScreenCapture;
  readonly width: number;
  readonly height: number;
  /** 0x00RRGGBB for each pixel, `width` a row. */
  readonly words: Uint32Array<ArrayBuffer>;
  fill(rect: Rect, colour: number): void;
  /** Rows of dark letters on a light ground. `line` is the number of the first line: scrolling by lines moves them. */
  text(rect: Rect, line: number): void;
  /** Something of very many colours; another `time` is another picture of the same scene. */
  photo(rect: Rect, time: number): void;
  scroll(rect: Rect, dy: number): void;
};

export const LINE = 16;
const GLYPH = 8;

/** `slack` bytes follow each row; `tells`: the capture says what changed; `noise`: its fourth bytes
 * are others each time. */
export function drawScreen(
  width: number,
  height: number,
  {
    slack = 0,
    tells = false,
    random = 1,
    noise = true,
  }: { slack?: number; tells?: boolean; random?: number; noise?: boolean } = {},
): DrawnScreen {
  const words = new Uint32Array(width * height);
  let changed: Rect[] = [];
  let grabs = 0;
  let last: { area: string; grab: Grab } | undefined;

  function touch(rect: Rect): void {
    changed.push(rect);
  }

  function grab(area: Rect): Grab {
    grabs += 1;
    const where = Object.values(area).join();
    if (!noise && changed.length === 0 && last?.area === where) return { ...last.grab, changed: tells ? [] : null };
    const stride = area.width * 4 + slack;
    const pixels = new Uint8Array(stride * area.height);
    for (let y = 0; y < area.height; y++) {
      for (let x = 0; x < area.width; x++) {
        const colour = words[(area.y + y) * width + area.x + x] ?? 0;
        const at = y * stride + x * 4;
        pixels[at] = colour & 0xff;
        pixels[at + 1] = (colour >> 8) & 0xff;
        pixels[at + 2] = (colour >> 16) & 0xff;
        // A byte that means nothing.
        pixels[at + 3] = noise ? (x * 7 + y * 13 + grabs) & 0xff : 0;
      }
    }
    const since = changed.map((rect) => ({ ...rect, x: rect.x - area.x, y: rect.y - area.y }));
    changed = [];
    last = {
      area: where,
      grab: { pixels, stride, width: area.width, height: area.height, changed: tells ? since : null },
    };
    return last.grab;
  }

  return {
    width,
    height,
    words,
    capture: {
      monitors: () => [{ id: 1, name: "Drawn", x: 0, y: 0, width, height, scale: 1, primary: true }],
      watchMonitors: () => () => {},
      grab,
      pointer: () => null,
    },
    fill(rect, colour) {
      for (let y = rect.y; y < rect.y + rect.height; y++) {
        words.fill(colour, y * width + rect.x, y * width + rect.x + rect.width);
      }
      touch(rect);
    },
    text(rect, line) {
      for (let y = 0; y < rect.height; y++) {
        const row = Math.floor(y / LINE) + line;
        for (let x = 0; x < rect.width; x++) {
          words[(rect.y + y) * width + rect.x + x] = letterPixel(row, x, y % LINE, random);
        }
      }
      touch(rect);
    },
    photo(rect, time) {
      for (let y = 0; y < rect.height; y++) {
        for (let x = 0; x < rect.width; x++) {
          words[(rect.y + y) * width + rect.x + x] = scenePixel(x, y, time);
        }
      }
      touch(rect);
    },
    scroll(rect, dy) {
      const from = words.slice();
      for (let y = 0; y < rect.height - Math.abs(dy); y++) {
        const target = rect.y + (dy > 0 ? y + dy : y);
        const start = (target - dy) * width + rect.x;
        words.set(from.subarray(start, start + rect.width), target * width + rect.x);
      }
      touch(rect);
    },
  };
}

/** A letter's pixel: a few strokes of three shades, another letter for each place. */
function letterPixel(line: number, x: number, y: number, random: number): number {
  const place = Math.floor(x / GLYPH);
  const letter = mix(line * 131 + place * 7 + random * 977);
  const ground = 0xf4f4f0;
  if (letter % 6 === 0 || place % 90 > 60 + (mix(line + random) % 25) || y < 3 || y > 12) return ground;
  const bit = mix(letter * 17 + Math.floor((x % GLYPH) / 2) * 5 + Math.floor(y / 2));
  return [ground, ground, 0x202428, 0x8a8c8e][bit % 4] ?? ground;
}

function scenePixel(x: number, y: number, time: number): number {
  const noise = mix(x * 7919 + y * 104_729 + time * 31) & 15;
  const red = 128 + 80 * Math.sin((x + time * 5) / 47) + 30 * Math.sin(y / 23) + noise;
  const green = 118 + 70 * Math.cos((y - time * 3) / 61) + 40 * Math.sin((x + y) / 97) + noise;
  const blue = 108 + 90 * Math.sin((x - y + time * 7) / 71) + noise;
  return (level(red) << 16) | (level(green) << 8) | level(blue);
}

function level(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}

/** A number that looks like chance and is always the same for the same number. */
export function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}
