import type { FormCall } from "./use-form-call.ts";
import type { Words } from "../words/use-words.tsx";

/** Why a form with a password and a code was refused, by the field it is about. */
export function factorProblem(w: Words, problem: FormCall["problem"]) {
  const about = problem?.field ?? null;
  return {
    password: about === "currentPassword" ? w.factors.wrongPassword : null,
    code: about === "code" ? w.factors.wrongCode : null,
    other: otherProblem(w, problem),
  };
}

function otherProblem(w: Words, problem: FormCall["problem"]): string | null {
  if (problem === null || problem.field === "currentPassword" || problem.field === "code") return null;
  return problem.field === "secondFactor" ? w.factors.policy.last : problem.text;
}
