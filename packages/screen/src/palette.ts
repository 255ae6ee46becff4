const SLOTS = 1024;
const OPAQUE = 0xff000000;

/** Up to 256 colours, each with its number, found by hashing. */
export class Palette {
  readonly #keys = new Uint32Array(SLOTS);
  readonly #numbers = new Uint8Array(SLOTS);
  readonly #slots = new Uint16Array(256);
  /** The colours by number, as 0xRRGGBB. */
  readonly colours = new Uint32Array(256);
  size = 0;

  clear(): void {
    this.shrink(0);
  }

  /** Forgets the colours that came last. */
  shrink(size: number): void {
    // Last first: a slot is never emptied below another that was found through it.
    while (this.size > size) this.#keys[this.#slots[--this.size] ?? 0] = 0;
  }

  /** The number of a colour, which is added when there is room; -1 when there is none. */
  find(colour: number): number {
    const key = (colour | OPAQUE) >>> 0;
    let slot = (Math.imul(colour, 0x9e3779b1) >>> 22) & (SLOTS - 1);
    for (;;) {
      const there = this.#keys[slot] ?? 0;
      if (there === key) return this.#numbers[slot] ?? 0;
      if (there === 0) break;
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (this.size === 256) return -1;
    this.#keys[slot] = key;
    this.#numbers[slot] = this.size;
    this.#slots[this.size] = slot;
    this.colours[this.size] = colour;
    return this.size++;
  }
}
