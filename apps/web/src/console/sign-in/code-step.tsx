import { useState } from "react";
import { giveCode, giveRecoveryCode } from "../calls/second-factor.ts";
import { Refused } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { TextField } from "../controls/field.tsx";
import { useWords } from "../words/use-words.tsx";
import { useFormCall } from "./use-form-call.ts";

/** After the right password: the code of the app, or a recovery code. `onOver`: it took too long or too many tries. */
export function CodeStep({ onRight, onOver }: { onRight: () => Promise<void>; onOver: (late: boolean) => void }) {
  const w = useWords();
  const [paper, setPaper] = useState(false);
  const { busy, problem, submit } = useFormCall(async (field) => {
    try {
      await (paper ? giveRecoveryCode : giveCode)(field("code"));
    } catch (reason) {
      if (!(reason instanceof Refused) || reason.refusal.reason !== "notSignedIn") throw reason;
      return onOver(true);
    }
    await onRight();
  });
  const isWrong = problem?.field === "code";
  return (
    <>
      <p className="text-muted">{paper ? w.factors.paperText : w.factors.codeText}</p>
      <form className="flex flex-col gap-4" onSubmit={submit} key={paper ? "paper" : "app"}>
        <TextField
          label={paper ? w.factors.paper : w.factors.code}
          name="code"
          required
          autoFocus
          autoComplete={paper ? "off" : "one-time-code"}
          inputMode={paper ? "text" : "numeric"}
          maxLength={paper ? 20 : 10}
          className="font-mono text-md"
        />
        <div role="alert">
          {problem && (
            <p className="text-danger-text">
              {isWrong ? (paper ? w.factors.wrongPaper : w.factors.wrongCode) : problem.text}
            </p>
          )}
        </div>
        <Button type="submit" tone="accent" className="justify-center" busy={busy}>
          {w.signIn.title}
        </Button>
      </form>
      <div className="-ml-3 flex flex-col items-start gap-1">
        <Button tone="ghost" onPress={() => setPaper(!paper)}>
          {paper ? w.factors.useApp : w.factors.usePaper}
        </Button>
        <Button tone="ghost" onPress={() => onOver(false)}>
          {w.factors.back}
        </Button>
      </div>
      <p className="text-xs text-muted">{w.factors.lost}</p>
    </>
  );
}
