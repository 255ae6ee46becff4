const PLACES: Readonly<Record<string, number>> = {
  Minus: 0x0c,
  Equal: 0x0d,
  BracketLeft: 0x1a,
  BracketRight: 0x1b,
  Semicolon: 0x27,
  Quote: 0x28,
  Backquote: 0x29,
  Backslash: 0x2b,
  Comma: 0x33,
  Period: 0x34,
  Slash: 0x35,
  Space: 0x39,
  Numpad0: 0x52,
  NumpadDecimal: 0x53,
  IntlBackslash: 0x56,
  ...placesOf("1234567890", 0x02, "Digit"),
  ...placesOf("QWERTYUIOP", 0x10, "Key"),
  ...placesOf("ASDFGHJKL", 0x1e, "Key"),
  ...placesOf("ZXCVBNM", 0x2c, "Key"),
  ...placesOf("789", 0x47, "Numpad"),
  ...placesOf("456", 0x4b, "Numpad"),
  ...placesOf("123", 0x4f, "Numpad"),
};

function placesOf(letters: string, first: number, prefix: string): Record<string, number> {
  return Object.fromEntries(Array.from(letters, (letter, index) => [prefix + letter, first + index]));
}

/**
 * The scan code (set 1) of a place on a PC keyboard that types something, by the name browsers give it (`KeyboardEvent.code`):
 * the same under every layout. Undefined for other places.
 */
export function scanCodeOf(code: string): number | undefined {
  return PLACES[code];
}
