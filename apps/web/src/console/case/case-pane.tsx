import { isOpen } from "@beckon/domain/case.ts";
import { showSessionCode } from "@beckon/domain/session-code.ts";
import type { CaseDetail } from "@beckon/protocol/down.ts";
import { OfferedTo } from "../assignment/offered-to.tsx";
import { IconButton } from "../controls/button.tsx";
import { useSlow } from "../controls/slow.ts";
import { Spinner } from "../controls/spinner.tsx";
import { useDetail, useQueuePart } from "../live/use-live.tsx";
import { CaseRecordings } from "../recordings/case-recordings.tsx";
import { useWords } from "../words/use-words.tsx";
import { CaseActions } from "./case-actions.tsx";
import { CaseAttachments } from "./case-attachments.tsx";
import { CaseChat } from "./case-chat.tsx";
import { CaseFacts } from "./case-facts.tsx";
import { CaseNotes } from "./case-notes.tsx";
import { CaseTimeline } from "./case-timeline.tsx";
import { codeOf } from "./code.ts";
import { EarlierCases } from "./earlier-cases.tsx";
import { Invite } from "./invite.tsx";
import { PresenceDot } from "./presence.tsx";
import { Section } from "./section.tsx";
import { StateBadge } from "./state-badge.tsx";
import { MessageToAnswer } from "./to-answer.tsx";
import { Waiting } from "./waiting.tsx";

/** One case beside the queue; on a phone, instead of it. */
export function CasePane({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const w = useWords();
  const cards = useQueuePart("cards");
  const detail = useDetail(caseId);
  const waiting = useSlow(detail === undefined);
  const card = detail?.card ?? cards.get(caseId);
  return (
    <section
      aria-label={w.case.title}
      className="flex w-full min-w-0 shrink-0 flex-col border-line lg:w-104 lg:border-l 2xl:w-120"
    >
      {/* On a phone the list with its heading is away. */}
      <h1 className="sr-only lg:hidden">{w.case.title}</h1>
      <header className="flex items-start gap-2 border-b border-line py-2 pr-2 pl-4">
        <div className="min-w-0 grow py-1">
          {card ? (
            <>
              <h2 className="truncate text-md font-semibold">{card.customerName || w.anonymous}</h2>
              <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
                <StateBadge state={card.state} />
                <span className="font-mono text-xs">{showSessionCode(codeOf(card))}</span>
                <PresenceDot presence={card.customer} />
                <Waiting card={card} />
                <OfferedTo offer={card.offer} />
              </p>
            </>
          ) : (
            <h2 className="text-md font-semibold">{w.case.title}</h2>
          )}
        </div>
        <IconButton label={w.case.closeDetails} icon="close" onPress={onClose} />
      </header>
      {detail ? (
        <Inside detail={detail} onClose={onClose} />
      ) : (
        waiting && (
          <p className="flex items-center gap-2 p-4 text-muted" role="status">
            {card ? (
              <>
                <Spinner /> {w.loading}
              </>
            ) : (
              w.case.gone
            )}
          </p>
        )
      )}
    </section>
  );
}

function Inside({ detail, onClose }: { detail: CaseDetail; onClose: () => void }) {
  const w = useWords();
  const { card } = detail;
  const groups = useQueuePart("groups");
  const mayWrite = groups.get(card.groupId)?.access === "write";
  const open = isOpen(card.state);
  const said = detail.timeline.some(({ what }) => what.is === "said");
  return (
    <>
      <CaseActions detail={detail} mayWrite={mayWrite} onClose={onClose} />
      <div className="flex min-h-0 grow flex-col overflow-y-auto" tabIndex={-1}>
        {card.message && <MessageToAnswer card={card} message={card.message} mayWrite={mayWrite && open} />}
        <CaseFacts detail={detail} mayEdit={mayWrite && open} />
        {open && (
          <Section title={w.case.inviteTitle} open={card.customer.is === "never"}>
            <Invite card={card} joinUrl={detail.joinUrl} deviceLanguage={detail.device?.language ?? null} />
          </Section>
        )}
        {detail.attachments.length > 0 && (
          <Section title={w.waiting.attachments.title} open>
            <CaseAttachments attachments={detail.attachments} />
          </Section>
        )}
        {(open || said) && (
          <Section title={w.case.chat} open={said || card.customer.is !== "never"}>
            <CaseChat detail={detail} mayWrite={mayWrite && open} />
          </Section>
        )}
        <Section title={w.case.notes} open>
          <CaseNotes detail={detail} mayWrite={mayWrite} />
        </Section>
        <CaseRecordings caseId={card.id} version={card.version} />
        <Section title={w.case.timeline} open>
          <CaseTimeline detail={detail} />
        </Section>
        {detail.earlier.length > 0 && (
          <Section title={w.case.earlier} open>
            <EarlierCases earlier={detail.earlier} />
          </Section>
        )}
      </div>
    </>
  );
}
