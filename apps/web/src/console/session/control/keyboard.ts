/** What of a browser's keyboard event counts here. */
export type KeyPress = {
  key: string;
  code: string;
  ctrl: boolean;
  alt: boolean;
  meta: boolean;
  altGraph: boolean;
  composing: boolean;
};

/** Where keys go: as a session takes them. */
export type KeyOutlet = {
  key(key: string, code: string, down: boolean): void;
  typeText(text: string): void;
  releaseInput(): void;
};

/** `byPlace`: every key goes as it is, for games and foreign layouts. */
export type KeyboardRules = { byPlace: boolean; mac: boolean; hostIsMac: boolean };

/**
 * What became of a key: `taken`, or left to the browser because it composes text (`composing`), pastes what was copied
 * here (`paste`), or asks to be let go of the keyboard (`letGo`).
 */
export type KeyFate = "taken" | "composing" | "paste" | "letGo";

export type Keyboard = ReturnType<typeof makeKeyboard>;

type Held = { key: string; code: string };
const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta"]);
const LET_GO = ["Control", "Alt", "Shift"];
/** They change what keys mean, and the meaning is what is sent. */
const LOCKS = new Set(["CapsLock", "NumLock"]);
const COMPOSING = new Set(["Dead", "Process", "Unidentified", "Compose"]);

/**
 * Turns presses of the expert's keyboard into acts on the customer's [R13]: what prints goes as text by its meaning,
 * everything else as a key. Shift and AltGr stay here while text is typed: the text holds what they did.
 */
export function makeKeyboard(outlet: KeyOutlet) {
  /** Keys the customer's computer holds, by their place. */
  const held = new Map<string, Held>();
  /** Shift that is down here and was not needed there yet. */
  const waiting = new Map<string, Held>();
  /** Modifiers that are down, while nothing else was pressed with them. */
  let alone: Set<string> | null = null;

  function press({ key, code }: Held): void {
    held.set(code || key, { key, code });
    outlet.key(key, code, true);
  }
  function lift(id: string): void {
    const was = held.get(id);
    if (!was) return;
    held.delete(id);
    outlet.key(was.key, was.code, false);
  }
  function need(): void {
    for (const shift of waiting.values()) press(shift);
    waiting.clear();
  }
  function setAside(key: string): void {
    for (const [id, was] of held) {
      if (was.key !== key) continue;
      lift(id);
      waiting.set(id, was);
    }
  }

  function type(text: string): void {
    alone = null;
    setAside("Shift");
    setAside("Alt");
    outlet.typeText(text);
  }

  function down(event: KeyPress, rules: KeyboardRules): KeyFate {
    const key = swap(event.key, rules);
    const id = event.code || event.key;
    if (!MODIFIERS.has(event.key)) alone = null;
    else if (isFirst(event)) alone = new Set([event.key]);
    else alone?.add(event.key);
    if (rules.byPlace) {
      press({ key, code: event.code });
      return "taken";
    }
    if (event.composing || COMPOSING.has(key)) return "composing";
    if (LOCKS.has(key)) return "taken";
    if (key === "AltGraph") {
      // Windows tells AltGr as Ctrl and Alt: the Ctrl was never meant.
      lift("ControlLeft");
      return "taken";
    }
    // Option makes characters on a Mac, as Shift does everywhere.
    if (key === "Shift" || (key === "Alt" && rules.mac)) {
      if (!held.has(id)) waiting.set(id, { key, code: event.code });
      return "taken";
    }
    if (prints(event, rules)) {
      type(event.key);
      return "taken";
    }
    if (isPaste(event, rules)) return "paste";
    need();
    press({ key, code: event.code });
    // With ⌘ held, macOS never tells that another key was let go.
    if (rules.mac && event.meta && !MODIFIERS.has(event.key)) lift(id);
    return "taken";
  }

  function up(event: KeyPress, rules: KeyboardRules): KeyFate {
    const id = event.code || event.key;
    const asked = alone !== null && LET_GO.every((name) => alone?.has(name));
    if (asked) {
      forget();
      outlet.releaseInput();
      return "letGo";
    }
    const shift = waiting.get(id);
    if (shift) {
      waiting.delete(id);
      // A tap on it alone means something to some programs.
      if (alone?.has(event.key) && alone.size === 1 && !rules.byPlace) {
        press(shift);
        lift(id);
      }
    }
    lift(id);
    alone?.delete(event.key);
    return "taken";
  }

  function isFirst({ key, ctrl, alt, meta }: KeyPress): boolean {
    const other = (ctrl && key !== "Control") || (alt && key !== "Alt") || (meta && key !== "Meta");
    return !other && (waiting.size === 0 || key === "Shift");
  }

  function forget(): void {
    held.clear();
    waiting.clear();
    alone = null;
  }

  return {
    down,
    up,
    /** Text by its meaning: composed, dictated, or an emoji. */
    type,
    /** The mouse is about to act: Shift counts from here on. */
    need,
    /** Presses these in order and lets them go again. */
    tap(keys: readonly Held[]): void {
      alone = null;
      for (const key of keys) outlet.key(key.key, key.code, true);
      for (const key of keys.toReversed()) {
        outlet.key(key.key, key.code, false);
        held.delete(key.code || key.key);
      }
    },
    /** Pastes there: Ctrl (or ⌘) and V, whatever is held by now. */
    paste(hostIsMac: boolean): void {
      const name = hostIsMac ? "Meta" : "Control";
      const has = [...held.values()].some(({ key }) => key === name);
      const v = { key: "v", code: "KeyV" };
      if (!has) outlet.key(name, `${name}Left`, true);
      outlet.key(v.key, v.code, true);
      outlet.key(v.key, v.code, false);
      if (!has) outlet.key(name, `${name}Left`, false);
    },
    /** Everything is let go, here and there. */
    release(): void {
      forget();
      outlet.releaseInput();
    },
  };
}

/** ⌘ here is Ctrl there, and the other way round, so that shortcuts keep their meaning. */
function swap(key: string, rules: KeyboardRules): string {
  if (rules.byPlace || rules.mac === rules.hostIsMac) return key;
  if (rules.mac && key === "Meta") return "Control";
  if (rules.hostIsMac && key === "Control") return "Meta";
  return key;
}

function prints(event: KeyPress, rules: KeyboardRules): boolean {
  // Keys that print nothing have names: "Enter", "F5".
  if (/^[A-Z][A-Za-z0-9]+$/.test(event.key)) return false;
  if (event.altGraph) return true;
  if (event.ctrl || event.meta) return false;
  return !event.alt || rules.mac;
}

function isPaste(event: KeyPress, rules: KeyboardRules): boolean {
  const withIt = rules.mac ? event.meta && !event.ctrl : event.ctrl && !event.meta;
  return withIt && !event.alt && (event.key.toLowerCase() === "v" || event.code === "KeyV");
}
