/** Markers of a JPEG that stand alone, without a length. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
/** Markers of a frame's header, which tells the size. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/**
 * How many pixels a JPEG says it has; null for what is none. A browser finds out by itself what kind of picture bytes are,
 * and reserves what they ask for: a few of them may ask for gigabytes.
 */
export function photoSize(jpeg: Uint8Array): { width: number; height: number } | null {
  const at = (place: number): number => jpeg[place] ?? -1;
  if (at(0) !== 0xff || at(1) !== 0xd8) return null;
  let place = 2;
  while (place + 9 <= jpeg.length) {
    if (at(place) !== 0xff) return null;
    const marker = at(place + 1);
    // Any number of these may stand before a marker.
    if (marker === 0xff) place += 1;
    else if (isBare(marker)) place += 2;
    else if (isFrame(marker))
      return { height: (at(place + 5) << 8) | at(place + 6), width: (at(place + 7) << 8) | at(place + 8) };
    else place += 2 + Math.max(2, (at(place + 2) << 8) | at(place + 3));
  }
  return null;
}
