import { fillReply, LONGEST_REPLY, LONGEST_REPLY_NAME } from "@beckon/domain/reply.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { ReplyRecord, ReplySettings } from "@beckon/protocol/replies.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { LANGUAGES } from "@beckon/protocol/words.ts";
import { useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { LANGUAGE_NAMES } from "../../ui/language.ts";
import { call, Refused } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { SelectField, TextArea, TextField } from "../controls/field.tsx";
import { tell } from "../controls/notices.tsx";
import { useMe, useQueuePart, useSayRefusal } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** Writes a canned reply, new or again, in each language; what somebody else made of it meanwhile is shown first [C11]. */
export function ReplyDialog({ reply, onClose }: { reply: ReplyRecord | undefined; onClose: () => void }) {
  const w = useWords();
  const say = useSayRefusal();
  const queries = useQueryClient();
  const people = useQueuePart("people");
  const groups = [...useQueuePart("groups").values()].filter(({ access }) => access === "write");
  const [began] = useState(reply);
  const [draft, setDraft] = useState<ReplySettings>({
    name: reply?.name ?? "",
    groupId: reply?.groupId ?? null,
    texts: reply?.texts ?? {},
  });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ text: string; field: string } | null>(null);
  const newer = reply && reply.version !== began?.version ? reply : undefined;

  async function save(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await (reply
        ? call(CALLS.changeReply, { params: { id: reply.id }, body: { ...draft, version: reply.version } })
        : call(CALLS.createReply, { body: draft }));
      tell(w.saved);
      onClose();
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      const { refusal } = reason;
      const field = refusal.reason === "invalid" ? refusal.field : "";
      setProblem({ text: field === "texts" ? w.replies.required : say(refusal), field });
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: ["replies"] });
    }
  }
  const problemOf = (field: string) => (problem?.field === field ? problem.text : null);

  return (
    <Dialog wide title={reply ? w.replies.editReply : w.replies.newReply} onClose={onClose}>
      <form className="flex flex-col gap-4" onSubmit={(event) => void save(event)}>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={w.replies.name}
            hint={w.replies.nameHint}
            error={problemOf("name")}
            autoFocus
            required
            maxLength={LONGEST_REPLY_NAME}
            value={draft.name}
            onChange={({ target: { value } }) => setDraft({ ...draft, name: value })}
          />
          <SelectField
            label={w.replies.scope}
            value={draft.groupId ?? ""}
            onChange={({ target: { value } }) => setDraft({ ...draft, groupId: value || null })}
          >
            <option value="">{w.replies.everybody}</option>
            {groups.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
        <p className="text-xs text-muted">{w.replies.placeholders}</p>
        {LANGUAGES.map((language) => (
          <div key={language} className="flex flex-col gap-1.5">
            <TextArea
              label={w.replies.text(LANGUAGE_NAMES[language])}
              error={problemOf(`texts.${language}`)}
              lang={language}
              maxLength={LONGEST_REPLY}
              value={draft.texts[language] ?? ""}
              onChange={({ target: { value } }) => setDraft({ ...draft, texts: { ...draft.texts, [language]: value } })}
            />
            <Preview text={draft.texts[language] ?? ""} language={language} />
          </div>
        ))}
        {newer && (
          <section className="rounded-md border border-warn bg-warn-soft px-3 py-2">
            <p className="font-medium">{w.replies.newest(people.get(newer.changedById)?.name ?? w.somebodyGone)}</p>
            <p>/{newer.name}</p>
            {LANGUAGES.map((language) => (
              <p key={language} lang={language} className="break-words whitespace-pre-wrap">
                {newer.texts[language]}
              </p>
            ))}
          </section>
        )}
        <div role="alert">{problem && <p className="text-danger-text">{problem.text}</p>}</div>
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{w.cancel}</Button>
          <Button type="submit" tone="accent" busy={busy}>
            {w.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What becomes of the placeholders, for somebody whose name is known and for somebody else. */
function Preview({ text, language }: { text: string; language: Language }) {
  const w = useWords();
  const me = useMe();
  const values = { customer: "Maria Lopez", expert: me.name, company: me.company.name, code: "s123-456-789" };
  const named = fillReply(text, values);
  if (named === text) return null;
  const nameless = fillReply(text, { ...values, customer: "" });
  return (
    <dl lang={language} className="rounded-sm bg-sunken px-3 py-2 text-xs">
      <dt className="text-muted">{w.replies.preview}</dt>
      <dd className="mb-1 break-words whitespace-pre-wrap">{named}</dd>
      {nameless !== named && (
        <>
          <dt className="text-muted">{w.replies.nameless}</dt>
          <dd className="break-words whitespace-pre-wrap">{nameless}</dd>
        </>
      )}
    </dl>
  );
}
