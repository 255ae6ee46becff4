import { TextField } from "../controls/field.tsx";
import { useWords } from "../words/use-words.tsx";
import type { Draft } from "./draft.ts";
import { Fields } from "./fields.tsx";

/** The company's own sign-in address, and what the provider is asked for. */
export function AddressFields({
  draft,
  change,
  problemOf,
}: {
  draft: Draft;
  change: (more: Partial<Draft>) => void;
  problemOf: (...fields: string[]) => string | null;
}) {
  const words = useWords().companySignIn;
  return (
    <Fields title={words.more}>
      <TextField
        label={words.slug}
        hint={`${location.origin}/console/sign-in/${draft.slug}`}
        error={problemOf("slug")}
        required
        maxLength={40}
        pattern="[a-z0-9]([a-z0-9\-]{0,38}[a-z0-9])"
        value={draft.slug}
        onChange={({ target: { value } }) => change({ slug: value.toLowerCase() })}
      />
      <TextField
        label={words.scopes}
        hint={words.scopesHint}
        error={problemOf("scopes")}
        maxLength={300}
        value={draft.scopes}
        onChange={({ target: { value } }) => change({ scopes: value })}
      />
    </Fields>
  );
}
