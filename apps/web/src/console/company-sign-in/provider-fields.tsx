import type { CompanySignInRecord } from "@beckon/protocol/company-sign-in.ts";
import { CopyButton } from "../controls/copy-button.tsx";
import { TextField } from "../controls/field.tsx";
import { Toggle } from "../controls/toggle.tsx";
import { useWords } from "../words/use-words.tsx";
import type { Draft } from "./draft.ts";
import { Fields } from "./fields.tsx";

/** Which provider, and who comes in by it. */
export function ProviderFields({
  record,
  draft,
  change,
  problemOf,
}: {
  record: CompanySignInRecord;
  draft: Draft;
  change: (more: Partial<Draft>) => void;
  problemOf: (...fields: string[]) => string | null;
}) {
  const w = useWords();
  const words = w.companySignIn;
  return (
    <>
      <Fields title={words.provider}>
        <TextField
          label={words.issuer}
          hint={words.issuerHint}
          error={problemOf("issuer")}
          type="url"
          required
          maxLength={500}
          value={draft.issuer}
          onChange={({ target: { value } }) => change({ issuer: value })}
        />
        <Address label={words.redirectUri} hint={words.redirectUriHint} address={record.redirectUri} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={words.clientId}
            error={problemOf("clientId")}
            required
            maxLength={300}
            autoComplete="off"
            value={draft.clientId}
            onChange={({ target: { value } }) => change({ clientId: value })}
          />
          <TextField
            label={words.secret}
            hint={record.hasSecret ? words.secretKept : words.secretHint}
            error={problemOf("secret")}
            type="password"
            maxLength={1000}
            autoComplete="new-password"
            value={draft.secret}
            onChange={({ target: { value } }) => change({ secret: value })}
          />
        </div>
      </Fields>
      <Fields title={words.whoComesIn}>
        <TextField
          label={words.domains}
          hint={words.domainsHint}
          error={problemOf("domains")}
          required
          value={draft.domains}
          onChange={({ target: { value } }) => change({ domains: value })}
        />
        <div className="flex flex-col gap-1">
          <Toggle
            label={words.trusts}
            hint={words.trustsHint}
            on={draft.trustsAddresses}
            onChange={(trustsAddresses) => change({ trustsAddresses })}
          />
          <Toggle
            label={words.makes}
            hint={words.makesHint}
            on={draft.makesPeople}
            onChange={(makesPeople) => change({ makesPeople })}
          />
          <Toggle label={words.only} hint={words.onlyHint} on={draft.only} onChange={(only) => change({ only })} />
        </div>
      </Fields>
    </>
  );
}

function Address({ label, hint, address }: { label: string; hint: string; address: string }) {
  const w = useWords();
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium">{label}</p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 grow rounded-sm bg-sunken px-2 py-1.5 font-mono text-xs break-all">{address}</code>
        <CopyButton text={address} label={w.copyLink} />
      </div>
      <p className="text-xs text-muted">{hint}</p>
    </div>
  );
}
