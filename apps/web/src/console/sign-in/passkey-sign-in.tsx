import { useEffect, useRef, useState } from "react";
import { sayRefusal } from "../../ui/refusals.ts";
import { Refused } from "../calls/call.ts";
import { hasPasskeys, isPasskeyRefused, NoPasskey, offersPasskeys, signInByPasskey } from "../calls/passkeys.ts";
import { Button } from "../controls/button.tsx";
import { useWords } from "../words/use-words.tsx";

// The server forgets a challenge after five minutes.
const RENEW_MS = 4 * 60_000;

/** Signing in by a passkey: by a press, and where the browser can, offered by it in the e-mail field [I3]. */
export function PasskeySignIn({ onRight }: { onRight: () => Promise<void> }) {
  const w = useWords();
  const words = w.factors.passkeys;
  const [problem, setProblem] = useState<string | null>(null);
  // A browser asks for one passkey at a time: a press ends what was offered in the field.
  const asking = useRef<AbortController>(null);
  const offered = useRef(false);
  const arrive = useRef(onRight);
  arrive.current = onRight;

  async function ask(quietly: boolean): Promise<void> {
    asking.current?.abort();
    const mine = new AbortController();
    asking.current = mine;
    offered.current = quietly;
    try {
      await signInByPasskey(mine.signal, quietly);
      await arrive.current();
    } catch (reason) {
      if (mine.signal.aborted) return;
      if (reason instanceof NoPasskey) {
        if (!quietly && reason.because === "elsewhere") setProblem(words.elsewhere);
      } else if (isPasskeyRefused(reason)) setProblem(words.refused);
      else if (!(reason instanceof Refused)) throw reason;
      else if (!quietly) setProblem(sayRefusal(w.refusals, reason.refusal, Date.now()));
    }
  }

  useEffect(() => {
    let renewing: ReturnType<typeof setInterval> | undefined;
    void offersPasskeys().then((can) => {
      if (!can || asking.current !== null) return;
      void ask(true);
      renewing = setInterval(() => offered.current && void ask(true), RENEW_MS);
    });
    return () => {
      clearInterval(renewing);
      asking.current?.abort();
    };
    // Offered once, when the page is opened.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  if (!hasPasskeys()) return null;
  return (
    <div className="flex flex-col gap-2">
      <Button
        className="justify-center"
        onPress={async () => {
          setProblem(null);
          await ask(false);
        }}
      >
        {words.signIn}
      </Button>
      <div role="alert">{problem && <p className="text-danger-text">{problem}</p>}</div>
    </div>
  );
}
