/** macOS' numbers of keys by their place (`KeyboardEvent.code`); the same under every layout. */
const PLACES: Readonly<Record<string, number>> = {
  ...row("KeyA KeyS KeyD KeyF KeyH KeyG KeyZ KeyX KeyC KeyV IntlBackslash KeyB KeyQ KeyW KeyE KeyR KeyY KeyT", 0),
  ...row("Digit1 Digit2 Digit3 Digit4 Digit6 Digit5 Equal Digit9 Digit7 Minus Digit8 Digit0 BracketRight KeyO", 18),
  ...row("KeyU BracketLeft KeyI KeyP Enter KeyL KeyJ Quote KeyK Semicolon Backslash Comma Slash KeyN KeyM Period", 32),
  ...row("Tab Space Backquote Backspace", 48),
  Escape: 53,
  ...row("MetaRight MetaLeft ShiftLeft CapsLock AltLeft ControlLeft ShiftRight AltRight ControlRight Fn F17", 54),
  NumpadDecimal: 65,
  NumpadMultiply: 67,
  NumpadAdd: 69,
  NumLock: 71,
  AudioVolumeUp: 72,
  AudioVolumeDown: 73,
  AudioVolumeMute: 74,
  NumpadDivide: 75,
  NumpadEnter: 76,
  NumpadSubtract: 78,
  ...row("F18 F19 NumpadEqual Numpad0 Numpad1 Numpad2 Numpad3 Numpad4 Numpad5 Numpad6 Numpad7", 79),
  F20: 90,
  Numpad8: 91,
  Numpad9: 92,
  ...row("F5 F6 F7 F3 F8 F9", 96),
  F11: 103,
  PrintScreen: 105,
  F13: 105,
  F16: 106,
  F14: 107,
  F10: 109,
  ContextMenu: 110,
  F12: 111,
  F15: 113,
  ...row("Insert Home PageUp Delete F4 End F2 PageDown F1 ArrowLeft ArrowRight ArrowDown ArrowUp", 114),
};

function row(codes: string, first: number): Record<string, number> {
  return Object.fromEntries(codes.split(" ").map((code, index) => [code, first + index]));
}

/** Where a key is that is known by its meaning only, as an on-screen key sends it. */
const BY_KEY: Readonly<Record<string, string>> = {
  Shift: "ShiftLeft",
  Control: "ControlLeft",
  Alt: "AltLeft",
  AltGraph: "AltRight",
  Meta: "MetaLeft",
};

/** The number of a key; undefined for keys that a Mac has not. */
export function keycodeOf(key: string, code: string): number | undefined {
  return PLACES[code] ?? PLACES[BY_KEY[key] ?? key];
}

/** The flag that an event carries while a modifier is held; undefined for other keys. */
export function flagOf(keycode: number): number | undefined {
  switch (keycode) {
    case 56:
    case 60:
      return 0x20000; // Shift
    case 59:
    case 62:
      return 0x40000; // Control
    case 58:
    case 61:
      return 0x80000; // Option
    case 54:
    case 55:
      return 0x100000; // Command
    default:
      return undefined;
  }
}

/** One event takes so many UTF-16 units of text. */
const MOST_UNITS = 20;

/** Text in pieces that fit into one event each, never parted within a character; line breaks are pieces of their own. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let last = "";
  const end = (): void => {
    if (last !== "") pieces.push(last);
    last = "";
  };
  for (const character of text.replaceAll("\r\n", "\n")) {
    if (character === "\n" || character === "\t" || last.length + character.length > MOST_UNITS) end();
    if (character === "\n" || character === "\t") pieces.push(character);
    else last += character;
  }
  end();
  return pieces;
}
