import type { HostKind } from "@beckon/protocol/peer.ts";

export type Combination = { label: string; keys: readonly { key: string; code: string }[] };

const CTRL = { key: "Control", code: "ControlLeft" };
const ALT = { key: "Alt", code: "AltLeft" };
const SHIFT = { key: "Shift", code: "ShiftLeft" };
const META = { key: "Meta", code: "MetaLeft" };
const letter = (name: string) => ({ key: name.toLowerCase(), code: `Key${name}` });
const named = (name: string) => ({ key: name, code: name });
const of = (label: string, ...keys: Combination["keys"]): Combination => ({ label, keys });

const WINDOWS = [
  of("Ctrl+Alt+Del", CTRL, ALT, named("Delete")),
  of("Ctrl+Shift+Esc", CTRL, SHIFT, named("Escape")),
  of("Win", META),
  of("Win+R", META, letter("R")),
  of("Win+D", META, letter("D")),
  of("Win+E", META, letter("E")),
  of("Alt+Tab", ALT, named("Tab")),
  of("Alt+F4", ALT, named("F4")),
  of("Ctrl+W", CTRL, letter("W")),
  of("Ctrl+T", CTRL, letter("T")),
  of("Esc", named("Escape")),
  of("Print", named("PrintScreen")),
];
const LINUX = [
  of("Ctrl+Alt+Del", CTRL, ALT, named("Delete")),
  of("Ctrl+Alt+T", CTRL, ALT, letter("T")),
  of("Super", META),
  of("Super+L", META, letter("L")),
  of("Alt+Tab", ALT, named("Tab")),
  of("Alt+F2", ALT, named("F2")),
  of("Alt+F4", ALT, named("F4")),
  of("Ctrl+W", CTRL, letter("W")),
  of("Ctrl+T", CTRL, letter("T")),
  of("Esc", named("Escape")),
  of("Print", named("PrintScreen")),
  of("Menu", { key: "ContextMenu", code: "ContextMenu" }),
];
const MACOS = [
  of("⌘Tab", META, named("Tab")),
  of("⌘Space", META, { key: " ", code: "Space" }),
  of("⌘Q", META, letter("Q")),
  of("⌘W", META, letter("W")),
  of("⌥⌘Esc", ALT, META, named("Escape")),
  of("⌃⌘Q", CTRL, META, letter("Q")),
  of("⇧⌘3", SHIFT, META, { key: "3", code: "Digit3" }),
  of("⇧⌘4", SHIFT, META, { key: "4", code: "Digit4" }),
  of("Esc", named("Escape")),
];

/** The combinations a browser or the expert's own system keeps for itself, as the customer's system names them. */
export function combinationsFor(host: HostKind): readonly Combination[] {
  if (host === "windows") return WINDOWS;
  return host === "macos" ? MACOS : LINUX;
}

/** F1 to F12. */
export const FUNCTION_KEYS: readonly Combination[] = Array.from({ length: 12 }, (_, at) =>
  of(`F${at + 1}`, named(`F${at + 1}`)),
);
