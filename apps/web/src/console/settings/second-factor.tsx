import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { makeRecoveryCodes, readOwnFactors, removeAuthenticator } from "../calls/second-factor.ts";
import { Button } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { TextField } from "../controls/field.tsx";
import { tell } from "../controls/notices.tsx";
import { Arriving } from "../shell/page.tsx";
import { SetUpAuthenticator } from "../sign-in/authenticator-set-up.tsx";
import { factorProblem } from "../sign-in/factor-problem.ts";
import { RecoveryCodes } from "../sign-in/recovery-codes.tsx";
import { PasswordField } from "../sign-in/password-field.tsx";
import { useFormCall } from "../sign-in/use-form-call.ts";
import { useWords } from "../words/use-words.tsx";

/** One's authenticator app and recovery codes: set up, renewed, switched off [I4]. */
export function SecondFactor() {
  const w = useWords();
  const queries = useQueryClient();
  const own = useQuery({ queryKey: ["ownFactors"], queryFn: readOwnFactors });
  const [open, setOpen] = useState<"setUp" | "codes" | "off" | null>(null);
  if (!own.data) return <Arriving query={own} />;
  const { authenticator, recoveryCodesLeft } = own.data;
  async function close(said?: string): Promise<void> {
    setOpen(null);
    if (said !== undefined) tell(said);
    await queries.invalidateQueries({ queryKey: ["ownFactors"] });
    await queries.invalidateQueries({ queryKey: ["signIns"] });
  }
  return (
    <>
      <p className="max-w-prose text-muted">{w.factors.intro}</p>
      <p>{authenticator ? `${w.factors.on} ${w.factors.codesLeft(recoveryCodesLeft)}` : w.factors.off}</p>
      <div className="flex flex-wrap gap-2">
        {authenticator ? (
          <>
            <Button onPress={() => setOpen("codes")}>{w.factors.newCodes}</Button>
            <Button onPress={() => setOpen("off")}>{w.factors.turnOff}</Button>
          </>
        ) : (
          <Button onPress={() => setOpen("setUp")}>{w.factors.setUp}</Button>
        )}
      </div>
      {open === "setUp" && (
        <Dialog title={w.factors.title} onClose={() => void close()}>
          <SetUpAuthenticator onDone={() => close(w.factors.turnedOn)} />
        </Dialog>
      )}
      {open === "codes" && (
        <Dialog title={w.factors.newCodes} onClose={() => void close()}>
          <NewCodes onDone={() => close()} />
        </Dialog>
      )}
      {open === "off" && (
        <Dialog title={w.factors.title} onClose={() => void close()}>
          <TurnOff onDone={() => close(w.factors.turnedOff)} />
        </Dialog>
      )}
    </>
  );
}

function NewCodes({ onDone }: { onDone: () => unknown }) {
  const w = useWords();
  const [codes, setCodes] = useState<string[] | null>(null);
  const { busy, problem, submit } = useFormCall(async (field) => setCodes(await makeRecoveryCodes(field("password"))));
  const said = factorProblem(w, problem);
  if (codes) return <RecoveryCodes codes={codes} onKept={onDone} />;
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <p>{w.factors.newCodesText}</p>
      <PasswordField error={said.password} />
      <div role="alert">{said.other && <p className="text-danger-text">{said.other}</p>}</div>
      <div>
        <Button type="submit" tone="accent" busy={busy}>
          {w.factors.makeCodes}
        </Button>
      </div>
    </form>
  );
}

function TurnOff({ onDone }: { onDone: () => unknown }) {
  const w = useWords();
  const { busy, problem, submit } = useFormCall(async (field) => {
    await removeAuthenticator(field("password"), field("code"));
    await onDone();
  });
  const said = factorProblem(w, problem);
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <p>{w.factors.turnOffText}</p>
      <PasswordField error={said.password} />
      <TextField
        label={w.factors.codeOrPaper}
        name="code"
        required
        autoComplete="one-time-code"
        maxLength={20}
        className="max-w-48 font-mono"
        error={said.code}
      />
      <div role="alert">{said.other && <p className="text-danger-text">{said.other}</p>}</div>
      <div>
        <Button type="submit" tone="danger" busy={busy}>
          {w.factors.turnOff}
        </Button>
      </div>
    </form>
  );
}
