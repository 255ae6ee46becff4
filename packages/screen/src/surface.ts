/** Where a decoder draws. Positions and sizes are pixels of the picture and lie within it. */
export type Surface = {
  /** A new picture of this size; what was there may go. */
  resize(width: number, height: number): void;
  /** `rgba` is the decoder's own memory and holds until this returns. */
  putPixels(x: number, y: number, width: number, height: number, rgba: Uint8ClampedArray<ArrayBuffer>): void;
  fill(x: number, y: number, width: number, height: number, red: number, green: number, blue: number): void;
  /** Copies a rectangle of what is shown to another place; the two may overlap. */
  copy(x: number, y: number, width: number, height: number, toX: number, toY: number): void;
  /** Draws a JPEG stretched over the rectangle; rejects when it is none. */
  drawPhoto(jpeg: Uint8Array<ArrayBuffer>, x: number, y: number, width: number, height: number): Promise<void>;
};

/** What the customer's pointer looks like: red, green, blue, alpha (not premultiplied), row by row. */
export type SeenShape = {
  width: number;
  height: number;
  hotX: number;
  hotY: number;
  rgba: Uint8ClampedArray<ArrayBuffer>;
};

/** What a decoder measured. */
export type ScreenStats = {
  /** Frames finished within the last second. */
  framesPerSecond: number;
  /** Milliseconds spent on decoding and drawing the last frame. */
  decodeMs: number;
  /** Milliseconds from the last frame's first message to its end. */
  frameMs: number;
  /** Bytes received within the last second. */
  bytesPerSecond: number;
};
