import { CLOSE } from "@beckon/protocol/down.ts";
import { Button } from "../controls/button.tsx";
import { useSlow } from "../controls/slow.ts";
import { Spinner } from "../controls/spinner.tsx";
import { useLinkState, useLive } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** Says when the live connection is gone, and what becomes of it. */
export function LinkBanner() {
  const w = useWords();
  const { link } = useLive();
  const state = useLinkState();
  const lost = useSlow(state.is === "reconnecting");
  const refused = state.is === "refused" && state.code !== CLOSE.notSignedIn;
  const text = refused ? refusedText(w.link, state.code) : w.link.reconnecting;
  return (
    <div role="status">
      {(lost || refused) && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 bg-warn-soft px-4 py-1.5 text-warn">
          {!refused && <Spinner />}
          <span className="grow">{text}</span>
          {refused ? (
            <Button onPress={() => location.reload()}>{w.link.reload}</Button>
          ) : (
            <Button onPress={() => link.retry()}>{w.link.retry}</Button>
          )}
        </div>
      )}
    </div>
  );
}

function refusedText(words: { otherProtocol: string; superseded: string; refused: string }, code: number): string {
  if (code === CLOSE.otherProtocol) return words.otherProtocol;
  return code === CLOSE.superseded ? words.superseded : words.refused;
}
