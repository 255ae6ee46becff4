import type { FormEvent } from "react";
import { useState } from "react";
import { sayRefusal } from "../../ui/refusals.ts";
import { Refused } from "../calls/call.ts";
import { useWords } from "../words/use-words.tsx";

export type FormCall = {
  busy: boolean;
  /** Why it was refused, in words; with the field it is about, when it is about one. */
  problem: { text: string; field: string | null } | null;
  submit: (event: FormEvent<HTMLFormElement>) => void;
};

/** Sends a form by a call: shows that it is on its way, and says refusals in words. `field` reads one field's text. */
export function useFormCall(send: (field: (name: string) => string) => Promise<unknown>): FormCall {
  const w = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<FormCall["problem"]>(null);
  async function go(form: FormData) {
    setBusy(true);
    setProblem(null);
    try {
      await send((name) => {
        const value = form.get(name);
        return typeof value === "string" ? value : "";
      });
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      const { refusal } = reason;
      const field = refusal.reason === "invalid" ? refusal.field : null;
      setProblem({ text: sayRefusal(w.refusals, refusal, Date.now()), field });
    } finally {
      setBusy(false);
    }
  }
  return {
    busy,
    problem,
    submit: (event) => {
      event.preventDefault();
      void go(new FormData(event.currentTarget));
    },
  };
}
