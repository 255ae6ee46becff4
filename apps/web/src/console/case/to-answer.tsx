import type { CaseOutcome } from "@beckon/domain/case.ts";
import { OUTCOMES } from "@beckon/domain/case.ts";
import type { AnswerWay } from "@beckon/domain/message.ts";
import { ANSWER_WAYS } from "@beckon/domain/message.ts";
import { isToAnswer } from "@beckon/domain/queue.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import type { MessageCard } from "@beckon/protocol/waiting.ts";
import { useState } from "react";
import { Button, buttonLook } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { SelectField, TextArea } from "../controls/field.tsx";
import { Icon } from "../controls/icon.tsx";
import { useAsk, useMe } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** Marks a case whose customer left a message and does not wait: word, shape and colour [H3]. */
export function ToAnswerMark({ card }: { card: CaseCard }) {
  const w = useWords();
  if (!isToAnswer(card, card.state)) return null;
  const say = card.message?.callBack ? `${w.waiting.toAnswer}, ${w.waiting.callBack}` : w.waiting.toAnswer;
  return (
    <span
      className="inline-flex h-5.5 max-w-full items-center gap-1 rounded-full bg-accent-soft px-1.5 text-xs font-medium text-accent-text"
      title={say}
    >
      <Icon name="chat" className="size-3.5 shrink-0" />
      <span className="truncate">{w.waiting.toAnswer}</span>
      {card.message?.callBack && <span className="sr-only">, {w.waiting.callBack}</span>}
    </span>
  );
}

/** The message a customer left, how to reach them, and where to say how it was answered [H3]. */
export function MessageToAnswer({
  card,
  message,
  mayWrite,
}: {
  card: CaseCard;
  message: MessageCard;
  mayWrite: boolean;
}) {
  const w = useWords();
  const me = useMe();
  const [answering, setAnswering] = useState(false);
  const { reach } = message;
  const mayAnswer =
    mayWrite && (card.assigneeId === null || card.assigneeId === me.personId || me.may.includes("case/closeAny"));
  return (
    <section
      aria-label={w.waiting.message}
      className="flex flex-col gap-2 border-b border-line bg-accent-soft/40 px-4 py-3"
    >
      <h3 className="flex flex-wrap items-baseline gap-x-2 font-semibold">
        {w.waiting.message}
        <span className="text-xs font-normal text-muted">{w.waiting.left(w.f.date(message.at))}</span>
      </h3>
      <p className="max-h-60 overflow-y-auto break-words whitespace-pre-wrap" tabIndex={-1}>
        {message.text}
      </p>
      {message.callBack && <p className="font-medium">{w.waiting.wishesCall}</p>}
      {card.waitingSince !== null && <p className="text-muted">{w.waiting.besideWaiting}</p>}
      <div className="flex flex-wrap items-center gap-1.5">
        <a className={`${buttonLook("plain")} max-w-full`} href={reachLink(reach, card)}>
          <Icon name={reach.by === "email" ? "note" : "phone"} className="size-4" />
          <span className="truncate">{`${reach.by === "email" ? w.waiting.emailTo : w.waiting.callTo}: ${reach.at}`}</span>
        </a>
        {mayAnswer && (
          <Button tone="accent" icon="check" onPress={() => setAnswering(true)}>
            {w.waiting.answer}
          </Button>
        )}
      </div>
      {answering && <AnswerDialog card={card} by={reach.by} onClose={() => setAnswering(false)} />}
    </section>
  );
}

/** Opens the mail program, or dials; nothing a customer wrote can become another kind of link. */
export function reachLink({ by, at }: MessageCard["reach"], { code }: Pick<CaseCard, "code">): string {
  if (by === "phone") return `tel:${at.replace(/[^\d+]/g, "")}`;
  return `mailto:${encodeURIComponent(at).replaceAll("%40", "@")}?subject=${encodeURIComponent(code)}`;
}

function AnswerDialog({ card, by, onClose }: { card: CaseCard; by: AnswerWay; onClose: () => void }) {
  const w = useWords();
  const ask = useAsk();
  const [way, setWay] = useState<AnswerWay>(by);
  const [outcome, setOutcome] = useState<CaseOutcome>("solved");
  const [note, setNote] = useState("");
  const record = async () => {
    const reply = await ask({ type: "case/answer", caseId: card.id, way, note: note.trim(), outcome });
    if (reply.ok) onClose();
  };
  return (
    <Dialog title={w.waiting.answerTitle} onClose={onClose}>
      <div className="flex flex-col gap-3">
        <p>{w.waiting.answerText}</p>
        <SelectField
          label={w.waiting.way}
          value={way}
          onChange={({ target: { value } }) => setWay(ANSWER_WAYS.find((one) => one === value) ?? way)}
        >
          {ANSWER_WAYS.map((one) => (
            <option key={one} value={one}>
              {w.waiting.ways[one]}
            </option>
          ))}
        </SelectField>
        <TextArea
          label={w.waiting.note}
          hint={w.waiting.noteHint}
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <SelectField
          label={w.case.outcome}
          value={outcome}
          onChange={({ target: { value } }) => setOutcome(OUTCOMES.find((one) => one === value) ?? outcome)}
        >
          {OUTCOMES.map((one) => (
            <option key={one} value={one}>
              {w.outcomes[one]}
            </option>
          ))}
        </SelectField>
        <div className="mt-2 flex justify-end gap-2">
          <Button onPress={onClose}>{w.cancel}</Button>
          <Button tone="accent" onPress={record}>
            {w.waiting.record}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
