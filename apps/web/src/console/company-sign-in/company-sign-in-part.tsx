import { CALLS } from "@beckon/protocol/calls.ts";
import type { CompanySignInRecord } from "@beckon/protocol/company-sign-in.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { Confirm } from "../controls/dialog.tsx";
import { tell } from "../controls/notices.tsx";
import { Toggle } from "../controls/toggle.tsx";
import { useMe } from "../live/use-live.tsx";
import { Arriving, Part } from "../shell/page.tsx";
import { useFormCall } from "../sign-in/use-form-call.ts";
import { useWords } from "../words/use-words.tsx";
import { AddressFields } from "./address-fields.tsx";
import { draftOf, settingsIn } from "./draft.ts";
import { ProviderFields } from "./provider-fields.tsx";
import { RoleFields } from "./role-fields.tsx";
import { ScimPart } from "./scim-part.tsx";
import { Trial } from "./trial.tsx";

const QUERY = ["companySignIn"];

/** Sign-in by the company's own provider: set, tried out, switched on; for administrators [I1, I2]. */
export function CompanySignInPart() {
  const w = useWords();
  const record = useQuery({ queryKey: QUERY, queryFn: () => call(CALLS.readCompanySignIn), staleTime: Infinity });
  const [trial] = useState(() => new URLSearchParams(location.search).get("trial"));
  return (
    <>
      {trial !== null && <Trial id={trial} />}
      <Part title={w.companySignIn.title}>
        <p className="max-w-prose text-muted">{w.companySignIn.intro}</p>
        {record.data ? <Form key={record.data.version} record={record.data} /> : <Arriving query={record} />}
      </Part>
      <ScimPart />
    </>
  );
}

function Form({ record }: { record: CompanySignInRecord }) {
  const w = useWords();
  const words = w.companySignIn;
  const me = useMe();
  const act = useDo();
  const queries = useQueryClient();
  const began = draftOf(record, me.company.name, me.email);
  const [draft, setDraft] = useState(began);
  const [removing, setRemoving] = useState(false);
  const change = (more: Partial<typeof draft>) => setDraft({ ...draft, ...more });
  const isSaved = record.settings !== null && JSON.stringify(draft) === JSON.stringify(began);

  const { busy, problem, submit } = useFormCall(async () => {
    const secret = draft.secret === "" ? null : draft.secret;
    const body = { settings: settingsIn(draft), secret, version: record.version };
    queries.setQueryData(QUERY, await call(CALLS.changeCompanySignIn, { body }));
    tell(w.saved);
  });
  const problemOf = (...fields: string[]) =>
    problem !== null && fields.some((field) => problem.field?.split(".").includes(field)) ? problem.text : null;

  return (
    <form className="flex max-w-2xl flex-col gap-6" onSubmit={submit}>
      <ProviderFields {...{ record, draft, change, problemOf }} />
      <RoleFields {...{ draft, change, problemOf }} />
      <AddressFields {...{ draft, change, problemOf }} />
      <div className="flex flex-col gap-3 border-t border-line pt-4">
        <Toggle label={words.on} hint={words.onHint} on={draft.on} onChange={(on) => change({ on })} />
        <div role="alert">{problem && <p className="text-danger-text">{problem.text}</p>}</div>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" tone="accent" busy={busy}>
            {w.save}
          </Button>
          {record.settings !== null && (
            <>
              <Button
                disabled={!isSaved}
                onPress={async () => {
                  const begun = await act(() => call(CALLS.tryCompanySignIn));
                  if (begun) location.assign(begun.url);
                }}
              >
                {words.tryIt}
              </Button>
              <Button tone="ghost" onPress={() => setRemoving(true)}>
                {words.remove}
              </Button>
            </>
          )}
        </div>
        {record.settings !== null && !isSaved && <p className="text-xs text-muted">{words.unsaved}</p>}
      </div>
      {removing && (
        <Confirm
          title={words.removeTitle}
          text={words.removeText}
          act={words.remove}
          onClose={() => setRemoving(false)}
          onYes={async () => {
            await act(() => call(CALLS.removeCompanySignIn), "companySignIn");
            setRemoving(false);
          }}
        />
      )}
    </form>
  );
}
