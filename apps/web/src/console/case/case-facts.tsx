import type { CaseFacts as Facts } from "@beckon/domain/case.ts";
import { PRIORITIES } from "@beckon/domain/case.ts";
import type { CaseDetail } from "@beckon/protocol/down.ts";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAsk, useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { CaseTags } from "./case-tags.tsx";
import { EditableText } from "./editable-text.tsx";
import { Stars } from "./stars.tsx";

/** What is known of a case; what people wrote can be corrected in place. */
export function CaseFacts({ detail, mayEdit }: { detail: CaseDetail; mayEdit: boolean }) {
  const w = useWords();
  const { card, device } = detail;
  const ask = useAsk();
  const groups = useQueuePart("groups");
  const modules = useQueuePart("modules");
  const people = useQueuePart("people");
  const module = card.moduleId === null ? undefined : modules.get(card.moduleId);
  const assignee = card.assigneeId === null ? w.nobody : (people.get(card.assigneeId)?.name ?? w.somebodyGone);

  const rated = detail.timeline.findLast(({ what }) => what.is === "rated")?.what;
  const comment = rated?.is === "rated" ? rated.comment : "";

  /** Sends a change with the value it was made from: what changed meanwhile is not overwritten [C11]. */
  const edit = async <F extends Exclude<keyof Facts, "tags">>(fact: F, to: Facts[F], from: Facts[F]) => {
    const reply = await ask({ type: "case/edit", caseId: card.id, to: { [fact]: to }, from: { [fact]: from } });
    return reply.ok;
  };

  return (
    <div className="border-b border-line px-4 py-3">
      {(mayEdit || card.description !== "") && (
        <div className="mb-2">
          <EditableText
            label={w.case.description}
            value={card.description}
            mayEdit={mayEdit}
            lines
            max={4000}
            onSave={(to, from) => edit("description", to, from)}
          />
        </div>
      )}
      <dl className="grid grid-cols-[7rem_1fr] items-baseline gap-x-3">
        <Fact name={w.case.name}>
          <EditableText
            label={w.case.name}
            value={card.customerName}
            mayEdit={mayEdit}
            max={100}
            onSave={(to, from) => edit("customerName", to, from)}
          />
        </Fact>
        <Fact name={w.case.email}>
          <EditableText
            label={w.case.email}
            value={card.customerEmail}
            mayEdit={mayEdit}
            max={254}
            onSave={(to, from) => edit("customerEmail", to, from)}
          />
        </Fact>
        {detail.contactId !== null && (
          <Fact name={w.contacts.contact}>
            <Link
              to="/console/contacts/$contactId"
              params={{ contactId: detail.contactId }}
              className="text-accent-text underline underline-offset-2"
            >
              {w.contacts.openContact}
            </Link>
          </Fact>
        )}
        <Fact name={w.case.priority}>
          {mayEdit ? (
            <InlineSelect
              label={w.case.priority}
              value={card.priority}
              onChange={(to) => {
                const priority = PRIORITIES.find((each) => each === to);
                if (priority) void edit("priority", priority, card.priority);
              }}
              options={PRIORITIES.map((each) => [each, w.priorities[each]])}
            />
          ) : (
            w.priorities[card.priority]
          )}
        </Fact>
        <Fact name={w.tags.label}>
          <CaseTags card={card} mayEdit={mayEdit} />
        </Fact>
        <Fact name={w.case.group}>
          {mayEdit && groups.size > 1 ? (
            <InlineSelect
              label={w.case.group}
              value={card.groupId}
              onChange={(to) => void edit("groupId", to, card.groupId)}
              options={[...groups.values()]
                .filter((group) => group.access === "write" || group.id === card.groupId)
                .map((group) => [group.id, group.name])}
            />
          ) : (
            groups.get(card.groupId)?.name
          )}
        </Fact>
        <Fact name={w.case.assignee}>{assignee}</Fact>
        <Fact name={w.case.module}>{module?.name ?? w.queue.byHand}</Fact>
        <Fact name={w.case.created}>{w.f.date(card.createdAt)}</Fact>
        <Fact name={w.case.validUntil}>{w.f.date(card.validUntil)}</Fact>
        {device && (
          <>
            <Fact name={w.desktop.channel}>{w.desktop.channels[device.channel]}</Fact>
            {device.browser && <Fact name={w.case.browser}>{device.browser}</Fact>}
            <Fact name={w.case.system}>{device.system}</Fact>
            {device.screen && <Fact name={w.case.screen}>{device.screen}</Fact>}
            {device.language && <Fact name={w.case.deviceLanguage}>{device.language}</Fact>}
          </>
        )}
        {card.outcome && <Fact name={w.case.outcome}>{w.outcomes[card.outcome]}</Fact>}
        {card.stars !== null && (
          <Fact name={w.case.rating}>
            <Stars stars={card.stars} />
            {comment && <q className="mt-0.5 block break-words whitespace-pre-wrap">{comment}</q>}
          </Fact>
        )}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-h-7 min-w-0 py-1 break-words">{children}</dd>
    </>
  );
}

function InlineSelect({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: [string, string][];
  onChange: (value: string) => void;
}) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="-my-1 -ml-1.5 h-7 max-w-full rounded-sm border border-transparent bg-surface hover:border-edge"
    >
      {options.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
