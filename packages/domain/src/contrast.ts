/** Relative luminance of an `#rrggbb` colour, 0 (black) to 1 (white), as WCAG defines it. */
export function luminance(colour: string): number {
  const channel = (from: number): number => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** The contrast of two `#rrggbb` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** Mixes `share` (0 to 1) of colour `b` into colour `a`, both `#rrggbb`. */
export function mix(a: string, b: string, share: number): string {
  const channel = (from: number): string => {
    const [x, y] = [Number.parseInt(a.slice(from, from + 2), 16), Number.parseInt(b.slice(from, from + 2), 16)];
    return Math.round(x + (y - x) * share)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** Black or white, whichever reads better on an `#rrggbb` colour; always at least 4.5 : 1. */
export function textOn(colour: string): "#000000" | "#ffffff" {
  return contrast(colour, "#ffffff") >= contrast(colour, "#000000") ? "#ffffff" : "#000000";
}

/** The colour nearest to `colour` that keeps `ratio` on `ground`: mixed towards black or white as far as needed. */
export function readableOn(ground: string, colour: string, ratio = 4.5): string {
  const towards = textOn(ground);
  for (let share = 0; share <= 1; share += 0.05) {
    const tried = mix(colour, towards, share);
    if (contrast(tried, ground) >= ratio) return tried;
  }
  return towards;
}

/** A colour written `#rgb` or `#rrggbb` as `#rrggbb`; undefined when it is neither. */
export function fullHex(colour: string): string | undefined {
  if (/^#[0-9a-f]{6}$/i.test(colour)) return colour.toLowerCase();
  if (!/^#[0-9a-f]{3}$/i.test(colour)) return undefined;
  return colour.toLowerCase().replace(/[0-9a-f]/g, "$&$&");
}
