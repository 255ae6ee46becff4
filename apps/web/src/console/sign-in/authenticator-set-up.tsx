import type { AuthenticatorSetUp } from "@beckon/protocol/sign-in.ts";
import { useState } from "react";
import { beginAuthenticator, confirmAuthenticator } from "../calls/second-factor.ts";
import { Button } from "../controls/button.tsx";
import { CopyButton } from "../controls/copy-button.tsx";
import { TextField } from "../controls/field.tsx";
import { QrCode } from "../controls/qr-code.tsx";
import { useWords } from "../words/use-words.tsx";
import { factorProblem } from "./factor-problem.ts";
import { PasswordField } from "./password-field.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { useFormCall } from "./use-form-call.ts";

/** Setting up an authenticator app: the password, the app's first code, the recovery codes. */
export function SetUpAuthenticator({ onDone }: { onDone: () => unknown }) {
  const [begun, setBegun] = useState<AuthenticatorSetUp | null>(null);
  const [on, setOn] = useState(false);
  if (begun === null) return <Begin onBegun={setBegun} />;
  if (!on) return <Scan uri={begun.uri} onRight={() => setOn(true)} />;
  return <RecoveryCodes codes={begun.recoveryCodes} onKept={onDone} />;
}

function Begin({ onBegun }: { onBegun: (begun: AuthenticatorSetUp) => void }) {
  const w = useWords();
  const { busy, problem, submit } = useFormCall(async (field) => onBegun(await beginAuthenticator(field("password"))));
  const said = factorProblem(w, problem);
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <PasswordField error={said.password} />
      <div role="alert">{said.other && <p className="text-danger-text">{said.other}</p>}</div>
      <div>
        <Button type="submit" tone="accent" busy={busy}>
          {w.factors.next}
        </Button>
      </div>
    </form>
  );
}

function Scan({ uri, onRight }: { uri: string; onRight: () => void }) {
  const w = useWords();
  const { busy, problem, submit } = useFormCall(async (field) => {
    await confirmAuthenticator(field("code"));
    onRight();
  });
  const said = factorProblem(w, problem);
  const key = new URL(uri).searchParams.get("secret") ?? "";
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <p>{w.factors.scan}</p>
      <div className="self-center *:size-44">
        <QrCode text={uri} label={w.factors.qr} />
      </div>
      <div className="flex flex-col gap-2">
        <p className="text-muted">{w.factors.byHand}</p>
        <div className="flex flex-wrap items-center gap-2">
          <code className="rounded-sm bg-sunken px-2 py-1 font-mono break-all">{key.match(/.{1,4}/g)?.join(" ")}</code>
          <CopyButton text={key} label={w.factors.copyKey} />
        </div>
      </div>
      <TextField
        label={w.factors.firstCode}
        name="code"
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        className="max-w-36 font-mono text-md"
        error={said.code}
      />
      <div role="alert">{said.other && <p className="text-danger-text">{said.other}</p>}</div>
      <div>
        <Button type="submit" tone="accent" busy={busy}>
          {w.factors.confirm}
        </Button>
      </div>
    </form>
  );
}
