import { useState } from "react";
import { addPasskey, isPasskeyRefused, NoPasskey } from "../calls/passkeys.ts";
import { Button } from "../controls/button.tsx";
import { TextField } from "../controls/field.tsx";
import { useWords } from "../words/use-words.tsx";
import { factorProblem } from "./factor-problem.ts";
import { PasswordField } from "./password-field.tsx";
import { useFormCall } from "./use-form-call.ts";

/** Adding a passkey: its name, the password again, and what the browser asks. */
export function AddPasskey({ onDone }: { onDone: () => unknown }) {
  const w = useWords();
  const words = w.factors.passkeys;
  const [none, setNone] = useState<string | null>(null);
  const { busy, problem, submit } = useFormCall(async (field) => {
    setNone(null);
    try {
      await addPasskey(field("password"), field("name").trim());
    } catch (reason) {
      if (reason instanceof NoPasskey)
        return setNone(reason.because === "cancelled" ? words.notMade : words[reason.because]);
      if (isPasskeyRefused(reason)) return setNone(words.notMade);
      throw reason;
    }
    await onDone();
  });
  const said = factorProblem(w, problem);
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <p>{words.addText}</p>
      <TextField label={words.name} hint={words.nameHint} name="name" required maxLength={60} autoFocus />
      <PasswordField error={said.password} first={false} />
      <div role="alert">{(none ?? said.other) && <p className="text-danger-text">{none ?? said.other}</p>}</div>
      <div>
        <Button type="submit" tone="accent" busy={busy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
