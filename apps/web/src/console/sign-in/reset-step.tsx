import type { OwnFactors } from "@beckon/protocol/sign-in.ts";
import { readReset } from "../calls/second-factor.ts";
import { Button } from "../controls/button.tsx";
import { useWords } from "../words/use-words.tsx";

/** Tells that somebody reset this person's second factor, once [I4]. */
export function ResetStep({ reset, onRead }: { reset: NonNullable<OwnFactors["reset"]>; onRead: () => Promise<void> }) {
  const w = useWords();
  return (
    <>
      <p>{w.factors.reset.told(reset.by, w.f.date(reset.at))}</p>
      <Button
        tone="accent"
        className="justify-center"
        onPress={async () => {
          await readReset();
          await onRead();
        }}
      >
        {w.factors.reset.goOn}
      </Button>
    </>
  );
}
