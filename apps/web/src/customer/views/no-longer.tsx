import { useState } from "preact/hooks";
import type { CustomerCase } from "@beckon/protocol/down.ts";
import { useSurroundings } from "../surroundings.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";

/** Says that no help is needed any more, after a question: closes the case, or only leaves it. */
export function NoLonger({ current: { mayClose } }: { current: CustomerCase }) {
  const { store, words } = useSurroundings();
  const [confirming, setConfirming] = useState(false);
  return (
    <>
      <button type="button" class="button button-quiet" onClick={() => setConfirming(true)}>
        {words.waiting.noLonger}
      </button>
      {confirming && (
        <ConfirmDialog
          title={mayClose ? words.waiting.closeTitle : words.waiting.leaveTitle}
          text={mayClose ? words.waiting.closeText : words.waiting.leaveText}
          yes={mayClose ? words.waiting.closeYes : words.waiting.leaveYes}
          no={words.waiting.back}
          onNo={() => setConfirming(false)}
          onYes={() => {
            setConfirming(false);
            void (mayClose ? store.close() : store.leave());
          }}
        />
      )}
    </>
  );
}
