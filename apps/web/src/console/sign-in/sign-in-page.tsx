import type { OwnFactors } from "@beckon/protocol/sign-in.ts";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Refused } from "../calls/call.ts";
import { readOwnFactors } from "../calls/second-factor.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { Plain } from "../shell/plain.tsx";
import { useWords } from "../words/use-words.tsx";
import { CodeStep } from "./code-step.tsx";
import { OwedStep } from "./owed-step.tsx";
import { PasskeySignIn } from "./passkey-sign-in.tsx";
import { PasswordStep } from "./password-step.tsx";
import { ResetStep } from "./reset-step.tsx";

type Step =
  | { is: "password"; note?: "late" | "usePasskey" }
  | { is: "code" }
  | { is: "owed" }
  | { is: "reset"; reset: NonNullable<OwnFactors["reset"]> };

/** The door to the console: the password, and a code where one was set up [I4]; or a passkey [I3]. */
export function SignInPage() {
  const w = useWords();
  const { back, out } = useSearch({ from: "/console/sign-in" });
  const navigate = useNavigate();
  const router = useRouter();
  const [step, setStep] = useState<Step>({ is: "password" });
  const titles: Record<Step["is"], string> = {
    password: w.signIn.title,
    code: w.factors.codeTitle,
    owed: w.factors.policy.setUpTitle,
    reset: w.factors.reset.toldTitle,
  };
  usePageTitle(titles[step.is]);

  async function arrive(): Promise<void> {
    if (back) router.history.replace(back);
    else await navigate({ to: "/console/queue", replace: true });
  }

  /** Signed in: what has to be read or done first, if anything. */
  async function goOn(): Promise<void> {
    const own = await readOwnFactors();
    if (own.reset) setStep({ is: "reset", reset: own.reset });
    else if (own.owed) setStep(stepOwed(own));
    else await arrive();
  }

  // Whoever is here because a second factor is owed is signed in already, for setting one up.
  useEffect(() => {
    readOwnFactors().then(
      (own) => own.owed && setStep(stepOwed(own)),
      (reason: unknown) => {
        if (!(reason instanceof Refused)) throw reason;
      },
    );
  }, []);

  const notes = { late: w.factors.again, usePasskey: w.factors.policy.usePasskey };
  return (
    <Plain title={titles[step.is]}>
      {step.is === "password" && (
        <>
          <PasswordStep
            note={step.note ? notes[step.note] : out ? w.signIn.expired : null}
            onRight={async (next) => (next === "code" ? setStep({ is: "code" }) : await goOn())}
          />
          <PasskeySignIn onRight={goOn} />
          <p className="text-xs text-muted">{w.signIn.forgotten}</p>
        </>
      )}
      {step.is === "code" && (
        <CodeStep onRight={goOn} onOver={(late) => setStep({ is: "password", ...(late ? { note: "late" } : {}) })} />
      )}
      {step.is === "owed" && <OwedStep onDone={arrive} />}
      {step.is === "reset" && <ResetStep reset={step.reset} onRead={goOn} />}
    </Plain>
  );
}

function stepOwed(own: OwnFactors): Step {
  const hasOne = own.authenticator || own.passkeys.length > 0;
  return hasOne ? { is: "password", note: "usePasskey" } : { is: "owed" };
}
