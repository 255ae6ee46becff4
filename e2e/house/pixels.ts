/** A picture: red, green and blue of every pixel, row by row. */
export type Pixels = { readonly width: number; readonly height: number; readonly rgb: Uint8Array };

/** The colour at a place; what lies outside is black. */
export function colourAt({ width, rgb }: Pixels, x: number, y: number): readonly [number, number, number] {
  const place = (y * width + x) * 3;
  return [rgb[place] ?? 0, rgb[place + 1] ?? 0, rgb[place + 2] ?? 0];
}

/** How two pictures differ, in words for a failed story; "the same" when every pixel is equal. */
export function difference(one: Pixels, other: Pixels): string {
  if (one.width !== other.width || one.height !== other.height)
    return `${one.width} × ${one.height} is not ${other.width} × ${other.height}`;
  let count = 0;
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (let place = 0; place < one.rgb.length; place += 3) {
    const same = one.rgb[place] === other.rgb[place] && one.rgb[place + 1] === other.rgb[place + 1];
    if (same && one.rgb[place + 2] === other.rgb[place + 2]) continue;
    const [x, y] = [(place / 3) % one.width, Math.floor(place / 3 / one.width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    count += 1;
  }
  return count === 0 ? "the same" : `${count} pixels differ, within ${left},${top} to ${right},${bottom}`;
}

/** A part of a picture. */
export function part(of: Pixels, x: number, y: number, width: number, height: number): Pixels {
  const rgb = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    const from = ((y + row) * of.width + x) * 3;
    rgb.set(of.rgb.subarray(from, from + width * 3), row * width * 3);
  }
  return { width, height, rgb };
}
