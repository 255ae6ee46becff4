import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { placeIn } from "../picture-place.ts";
import { makeActQueue } from "./act-queue.ts";
import type { Keyboard, KeyPress, KeyboardRules } from "./keyboard.ts";
import { makeKeyboard } from "./keyboard.ts";
import { buttonChanges } from "./mouse-buttons.ts";
import { watchTouch } from "./watch-touch.ts";
import { makeNotches } from "./wheel-notches.ts";

export type ControlOptions = {
  session: Pick<RemoteSession, "moveMouse" | "mouseButton" | "wheel" | "key" | "typeText" | "releaseInput">;
  /** The picture, exactly: places are fractions of it. */
  area: HTMLElement;
  /** Takes the keys while it has the focus, and what the browser composes. */
  field: HTMLTextAreaElement;
  rules: () => KeyboardRules;
  /** Sends what was copied here; true once it is there. Null: the clipboard is not shared, Ctrl+V is a key like others. */
  paste: (data: DataTransfer) => Promise<boolean> | null;
  mayPaste: () => boolean;
  /** The keyboard goes to the customer's computer, or no longer. */
  onCapture: (captured: boolean) => void;
  /** The expert asked to have the keyboard back. */
  onLetGo: () => void;
};

export type Control = { keyboard: Keyboard; stop: () => void };

/** Gives mouse and keyboard to the customer's computer, until `stop`. Whatever is held is let go when the focus is lost [R6]. */
export function takeControl(options: ControlOptions): Control {
  const { session, area, field } = options;
  const listening = new AbortController();
  const { signal } = listening;
  const acts = makeActQueue();
  const notches = makeNotches();
  const keyboard = makeKeyboard({
    key: (key, code, down) => acts.run(() => session.key(key, code, down)),
    typeText: (text) => acts.run(() => session.typeText(text)),
    releaseInput() {
      acts.drop();
      session.releaseInput();
    },
  });
  let buttons = 0;

  const placeOf = (event: MouseEvent) => placeIn(area.getBoundingClientRect(), event.clientX, event.clientY);
  function changeButtons(event: MouseEvent): void {
    const changes = buttonChanges(buttons, event.buttons);
    buttons = event.buttons;
    if (changes.length === 0) return;
    keyboard.need();
    const [x, y] = placeOf(event);
    for (const { button, down } of changes) acts.run(() => session.mouseButton(button, down, x, y));
  }
  function release(): void {
    buttons = 0;
    keyboard.release();
  }

  area.addEventListener(
    "pointerdown",
    (event) => {
      if (event.pointerType === "touch") return;
      field.focus({ preventScroll: true });
      // A drag goes on outside of the picture, and its end is heard.
      area.setPointerCapture(event.pointerId);
      changeButtons(event);
    },
    { signal },
  );
  area.addEventListener(
    "pointermove",
    (event) => {
      if (event.pointerType === "touch") return;
      session.moveMouse(...placeOf(event));
      changeButtons(event);
    },
    { signal },
  );
  area.addEventListener("pointerup", (event) => event.pointerType !== "touch" && changeButtons(event), { signal });
  area.addEventListener("pointercancel", release, { signal });
  area.addEventListener("lostpointercapture", () => buttons !== 0 && release(), { signal });
  area.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const { dx, dy } = notches({ dx: event.deltaX, dy: event.deltaY, mode: event.deltaMode });
      if (dx === 0 && dy === 0) return;
      keyboard.need();
      const [x, y] = placeOf(event);
      acts.run(() => session.wheel(dx, dy, x, y));
    },
    { signal, passive: false },
  );
  // The browser's own menu, its back and forward, its dragging of pictures, and its change of focus.
  for (const own of ["contextmenu", "auxclick", "mousedown", "mouseup", "dragstart"] as const) {
    area.addEventListener(own, (event) => event.preventDefault(), { signal });
  }
  watchTouch(area, { signal, placeOf, session });

  function fateOf(event: KeyboardEvent): void {
    const rules = options.rules();
    const press = pressOf(event);
    const fate = event.type === "keydown" ? keyboard.down(press, rules) : keyboard.up(press, rules);
    if (fate === "paste") {
      // Left alone, the browser tells what was copied here: see "paste" below.
      if (options.mayPaste()) return;
      keyboard.paste(rules.hostIsMac);
    }
    if (fate !== "composing") event.preventDefault();
    event.stopPropagation();
    if (fate === "letGo") {
      field.blur();
      options.onLetGo();
    }
  }
  field.addEventListener("keydown", fateOf, { signal });
  field.addEventListener("keyup", fateOf, { signal });
  field.addEventListener(
    "paste",
    (event) => {
      event.preventDefault();
      const sending = event.clipboardData ? options.paste(event.clipboardData) : null;
      const press = () => keyboard.paste(options.rules().hostIsMac);
      if (!sending) press();
      // What is pressed meanwhile comes after the pasting, as it was meant.
      else acts.wait(sending, press);
    },
    { signal },
  );
  field.addEventListener(
    "input",
    (event) => {
      if (!(event instanceof InputEvent) || event.isComposing) return;
      if (event.inputType === "deleteContentBackward") keyboard.tap([{ key: "Backspace", code: "Backspace" }]);
      else if (event.inputType === "insertLineBreak") keyboard.tap([{ key: "Enter", code: "Enter" }]);
      else if (event.data) keyboard.type(event.data);
      empty(field);
    },
    { signal },
  );
  field.addEventListener(
    "compositionend",
    (event) => {
      if (event.data) keyboard.type(event.data);
      empty(field);
    },
    { signal },
  );
  field.addEventListener("focus", () => options.onCapture(true), { signal });
  field.addEventListener(
    "blur",
    () => {
      release();
      options.onCapture(false);
    },
    { signal },
  );
  window.addEventListener("blur", release, { signal });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && release(), { signal });
  empty(field);
  if (document.activeElement === field) options.onCapture(true);

  return {
    keyboard,
    stop() {
      listening.abort();
      release();
      options.onCapture(false);
    },
  };
}

/** One character stays, so that a phone's keyboard has something to delete. */
function empty(field: HTMLTextAreaElement): void {
  field.value = " ";
  field.setSelectionRange(1, 1);
}

function pressOf(event: KeyboardEvent): KeyPress {
  return {
    key: event.key,
    code: event.code,
    ctrl: event.ctrlKey,
    alt: event.altKey,
    meta: event.metaKey,
    altGraph: event.getModifierState("AltGraph"),
    composing: event.isComposing,
  };
}
