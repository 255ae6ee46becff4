import type { HostKind } from "@beckon/protocol/peer.ts";
import { Button } from "../../controls/button.tsx";
import { Toggle } from "../../controls/toggle.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { Combination } from "../control/key-combinations.ts";
import { combinationsFor, FUNCTION_KEYS } from "../control/key-combinations.ts";
import type { Keyboard } from "../control/keyboard.ts";
import { ToolPopover } from "./tool-button.tsx";

/** Keys the expert's browser keeps for itself, and how keys are meant. */
export function KeysMenu({
  host,
  keyboard,
  byPlace,
  onByPlace,
  onWrite,
}: {
  host: HostKind;
  keyboard: Keyboard;
  byPlace: boolean;
  onByPlace: (byPlace: boolean) => void;
  /** Gives the keyboard to the customer's computer. */
  onWrite: () => void;
}) {
  const w = useWords();
  const grid = (keys: readonly Combination[], look: string) => (
    <div className={`grid gap-1 ${look}`}>
      {keys.map(({ label, keys: pressed }) => (
        <button
          key={label}
          type="button"
          onClick={() => keyboard.tap(pressed)}
          className="h-8 rounded-sm border border-edge bg-surface px-1 font-mono text-xs whitespace-nowrap hover:bg-sunken active:bg-accent-soft pointer-coarse:h-10"
        >
          {label}
        </button>
      ))}
    </div>
  );
  return (
    <ToolPopover icon="keyboard" label={w.desktop.keys.title}>
      {(close) => (
        <>
          <p className="mb-2 text-muted">{w.desktop.keys.text}</p>
          {grid(combinationsFor(host), "grid-cols-2")}
          <h3 className="mt-3 mb-1 text-xs text-muted">{w.desktop.keys.functionKeys}</h3>
          {grid(FUNCTION_KEYS, "grid-cols-6")}
          <div className="mt-3 border-t border-line pt-2">
            <Toggle
              label={w.desktop.keys.byPlace}
              hint={w.desktop.keys.byPlaceHint}
              on={byPlace}
              onChange={onByPlace}
            />
          </div>
          <Button
            icon="keyboard"
            className="mt-2 w-full justify-center"
            onPress={() => {
              close();
              onWrite();
            }}
          >
            {w.desktop.keys.write}
          </Button>
          <p className="mt-2 text-xs text-muted">{w.desktop.keys.letGo}</p>
        </>
      )}
    </ToolPopover>
  );
}
