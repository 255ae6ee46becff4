import { CALLS } from "@beckon/protocol/calls.ts";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { sayRefusal } from "../../ui/refusals.ts";
import { call, Refused } from "../calls/call.ts";
import { Spinner } from "../controls/spinner.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { Plain } from "../shell/plain.tsx";
import { useWords } from "../words/use-words.tsx";

/** A company's own sign-in address: sends people on to its provider at once [I1]. */
export function CompanyDoor() {
  const w = useWords();
  const { slug } = useParams({ from: "/console/sign-in/$slug" });
  const [problem, setProblem] = useState<string | null>(null);
  usePageTitle(w.signIn.title);

  useEffect(() => {
    call(CALLS.beginCompanySignIn, { body: { slug } }).then(
      ({ url }) => location.replace(url),
      (reason: unknown) => {
        const refusal = reason instanceof Refused ? reason.refusal : ({ reason: "unavailable" } as const);
        const isUnknown = refusal.reason === "notFound" || refusal.reason === "invalid";
        setProblem(isUnknown ? w.companySignIn.nobodyThere : sayRefusal(w.refusals, refusal, Date.now()));
      },
    );
  }, [slug, w]);

  return (
    <Plain title={w.signIn.title}>
      {problem === null ? (
        <p role="status" className="flex items-center gap-2 text-muted">
          <Spinner /> {w.companySignIn.going}
        </p>
      ) : (
        <p role="alert">{problem}</p>
      )}
      <p>
        <Link to="/console/sign-in" className="text-accent-text underline">
          {w.companySignIn.otherWay}
        </Link>
      </p>
    </Plain>
  );
}
