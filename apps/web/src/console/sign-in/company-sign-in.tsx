import { CALLS } from "@beckon/protocol/calls.ts";
import { companySignInProblem } from "@beckon/protocol/company-sign-in.ts";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { useWords } from "../words/use-words.tsx";

/**
 * Stands in the sign-in form: as soon as the address typed there is of a domain that signs in through its company, it offers
 * that way [I1]. It also says why such a sign-in did not succeed.
 */
export function CompanySignIn() {
  const w = useWords();
  const act = useDo();
  const { back, problem } = useSearch({ from: "/console/sign-in" });
  const place = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<{ domain: string; email: string } | null>(null);

  useEffect(() => {
    const form = place.current?.closest("form");
    let asked = "";
    async function look(event: Event) {
      const field = event.target;
      if (!(field instanceof HTMLInputElement) || field.name !== "email" || asked === field.value) return;
      asked = field.value;
      const email = asked.trim();
      const { domain } = field.validity.valid
        ? await call(CALLS.findCompanySignIn, { body: { email } }).catch(() => ({ domain: null }))
        : { domain: null };
      if (asked === field.value) setFound(domain === null ? null : { domain, email });
    }
    const listen = (event: Event) => void look(event);
    form?.addEventListener("change", listen);
    return () => form?.removeEventListener("change", listen);
  }, []);

  const known = companySignInProblem.safeParse(problem);
  return (
    <div ref={place} className="flex flex-col gap-3">
      <div role="alert" className="empty:hidden">
        {known.success && <p className="text-danger-text">{w.companySignIn.problems[known.data]}</p>}
      </div>
      <div aria-live="polite" className="empty:hidden">
        {found && (
          <div className="flex flex-col gap-3 rounded-md border border-line bg-sunken p-3">
            <p>{w.companySignIn.found(found.domain)}</p>
            <Button
              tone="accent"
              className="justify-center"
              onPress={async () => {
                const body = { email: found.email, ...(back === undefined ? {} : { back }) };
                const begun = await act(() => call(CALLS.beginCompanySignIn, { body }));
                if (begun) location.assign(begun.url);
              }}
            >
              {w.companySignIn.go}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
