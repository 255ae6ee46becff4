import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { usePageTitle } from "../shell/page-title.ts";
import { Plain } from "../shell/plain.tsx";
import { useWords } from "../words/use-words.tsx";
import { CodeStep } from "./code-step.tsx";
import { PasskeySignIn } from "./passkey-sign-in.tsx";
import { PasswordStep } from "./password-step.tsx";

/** The door to the console: the password, and a code where one was set up [I4]; or a passkey [I3]. */
export function SignInPage() {
  const w = useWords();
  const { back, out } = useSearch({ from: "/console/sign-in" });
  const navigate = useNavigate();
  const router = useRouter();
  const [step, setStep] = useState<"password" | "code">("password");
  const [late, setLate] = useState(false);
  const title = step === "code" ? w.factors.codeTitle : w.signIn.title;
  usePageTitle(title);

  async function arrive(): Promise<void> {
    if (back) router.history.replace(back);
    else await navigate({ to: "/console/queue", replace: true });
  }

  return (
    <Plain title={title}>
      {step === "password" && (
        <>
          <PasswordStep
            note={late ? w.factors.again : out ? w.signIn.expired : null}
            onRight={async (next) => (next === "code" ? setStep("code") : await arrive())}
          />
          <PasskeySignIn onRight={arrive} />
          <p className="text-xs text-muted">{w.signIn.forgotten}</p>
        </>
      )}
      {step === "code" && (
        <CodeStep
          onRight={arrive}
          onOver={(tooLate) => {
            setLate(tooLate);
            setStep("password");
          }}
        />
      )}
    </Plain>
  );
}
