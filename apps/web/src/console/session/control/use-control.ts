import type { RemoteSession } from "@beckon/session/remote-session.ts";
import type { RefObject } from "react";
import { useEffect, useRef, useState } from "react";
import type { SharedClipboard } from "../clipboard/use-clipboard.ts";
import type { Keyboard } from "./keyboard.ts";
import { keepKeyboardLocked } from "./lock-keyboard.ts";
import { takeControl } from "./take-control.ts";

export type ControlWishes = { byPlace: boolean; hostIsMac: boolean; clipboard: SharedClipboard; onLetGo: () => void };

/** Whether keys go to the customer's computer now, and the keyboard for pressing combinations there; null: no control. */
export function useControl(
  session: RemoteSession,
  on: boolean,
  area: RefObject<HTMLElement | null>,
  field: RefObject<HTMLTextAreaElement | null>,
  wishes: ControlWishes,
): { captured: boolean; keyboard: Keyboard | null } {
  const [captured, setCaptured] = useState(false);
  const [keyboard, setKeyboard] = useState<Keyboard | null>(null);
  const latest = useRef(wishes);
  useEffect(() => {
    latest.current = wishes;
  });
  useEffect(() => {
    if (!on || !area.current || !field.current) return undefined;
    const mac = /Mac|iP/.test(navigator.platform);
    const control = takeControl({
      session,
      area: area.current,
      field: field.current,
      rules: () => ({ byPlace: latest.current.byPlace, mac, hostIsMac: latest.current.hostIsMac }),
      mayPaste: () => latest.current.clipboard.granted,
      paste: (data) => (latest.current.clipboard.granted ? latest.current.clipboard.paste(data) : null),
      onCapture: setCaptured,
      onLetGo: () => latest.current.onLetGo(),
    });
    setKeyboard(control.keyboard);
    return () => {
      setKeyboard(null);
      control.stop();
    };
  }, [session, on, area, field]);
  useEffect(() => (captured ? keepKeyboardLocked() : undefined), [captured]);
  return { captured, keyboard };
}
