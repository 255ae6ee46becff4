import type { FormEvent } from "react";
import { useState } from "react";
import { sayRefusal } from "../../ui/refusals.ts";
import { signIn } from "../calls/account.ts";
import { Refused } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { TextField } from "../controls/field.tsx";
import { textOf } from "../controls/text-of.ts";
import { useWords } from "../words/use-words.tsx";
import { CompanySignIn } from "./company-sign-in.tsx";

/** E-mail and password; says what comes next when both are right. `note`: why one is here, if there is something to say. */
export function PasswordStep({
  note,
  onRight,
}: {
  note: string | null;
  onRight: (next: Awaited<ReturnType<typeof signIn>>) => Promise<void>;
}) {
  const w = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    // Not trimmed: a space may belong to it.
    const password = form.get("password");
    setBusy(true);
    setProblem(null);
    try {
      await onRight(await signIn(textOf(form, "email"), typeof password === "string" ? password : ""));
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      const { refusal } = reason;
      if (refusal.reason === "notSignedIn") setProblem(w.signIn.wrong);
      // The password was right, and is none by which this company lets people in.
      else if (refusal.reason === "notAllowed") setProblem(w.companySignIn.onlyByCompany);
      else setProblem(sayRefusal(w.refusals, refusal, Date.now()));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      {note && !problem && <p role="status">{note}</p>}
      <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <TextField
          label={w.signIn.email}
          name="email"
          type="email"
          autoComplete="username webauthn"
          required
          autoFocus
        />
        <TextField label={w.signIn.password} name="password" type="password" autoComplete="current-password" required />
        <div role="alert">{problem && <p className="text-danger-text">{problem}</p>}</div>
        <Button type="submit" tone="accent" className="justify-center" busy={busy}>
          {w.signIn.title}
        </Button>
        <CompanySignIn />
      </form>
    </>
  );
}
