import { useState } from "preact/hooks";
import { showSessionCode, type SessionCode } from "@beckon/domain/session-code.ts";
import type { Invitation } from "@beckon/protocol/down.ts";
import { moduleWords } from "../module-words.ts";
import { useCustomerState, useSurroundings } from "../surroundings.ts";
import { Badge } from "./badge.tsx";
import { Field } from "./field.tsx";
import { Problem } from "./problem.tsx";
import { Title } from "./title.tsx";

/** Who is behind the code, before anything is shared [S3]. */
export function InvitationPage({ invitation }: { invitation: Invitation }) {
  const { store, words, language } = useSurroundings();
  const { busy } = useCustomerState(store);
  const [name, setName] = useState("");
  const { branding, expert } = invitation;
  const { title } = moduleWords(branding, language);
  return (
    <form
      class="card narrow"
      onSubmit={(event) => {
        event.preventDefault();
        void store.join(name.trim());
      }}
    >
      <div class="who">
        <Badge name={expert ?? branding.company} large />
        <div>
          <Title>
            {expert === null
              ? words.invitation.asksNobody(branding.company)
              : words.invitation.asks(expert, branding.company)}
          </Title>
          {title !== "" && title !== branding.company && <p class="quiet">{title}</p>}
        </div>
      </div>
      <p class="calm">{words.invitation.calm}</p>
      <Field label={words.invitation.name} optional>
        {(attributes) => (
          <input
            {...attributes}
            autocomplete="name"
            maxLength={100}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <Problem />
      <button type="submit" class="button button-primary button-wide" aria-disabled={busy}>
        {busy ? words.loading : words.invitation.join}
      </button>
      <button type="button" class="button button-quiet button-wide" onClick={() => store.otherCode()}>
        {words.invitation.other}
        <span class="code-small">{showSessionCode(invitation.code as SessionCode)}</span>
      </button>
    </form>
  );
}
