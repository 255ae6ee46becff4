import { isOpen } from "@beckon/domain/case.ts";
import type { CaseDetail } from "@beckon/protocol/down.ts";
import { useNavigate } from "@tanstack/react-router";
import { Button, buttonLook } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import type { MenuEntry } from "../controls/menu.tsx";
import { Menu } from "../controls/menu.tsx";
import { useAsk, useLive, useMe } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { useCaseActs } from "./acts.tsx";

const HOUR = 3_600_000;
const EXTENSIONS = [HOUR, 24 * HOUR, 7 * 24 * HOUR];

/** What can be done with this case now, the next step first. */
export function CaseActions({
  detail,
  mayWrite,
  onClose,
}: {
  detail: CaseDetail;
  mayWrite: boolean;
  onClose: () => void;
}) {
  const w = useWords();
  const { card, mayClose } = detail;
  const me = useMe();
  const live = useLive();
  const ask = useAsk();
  const acts = useCaseActs();
  const navigate = useNavigate();
  const open = isOpen(card.state);
  const mine = card.assigneeId === me.personId;
  const inSession = card.expert.personId === me.personId && card.expert.is !== "left" && card.expert.is !== "never";
  const colleague = card.colleagues.find(({ personId }) => personId === me.personId);
  const connectable = colleague !== undefined || (open && mayWrite && (mine || card.assigneeId === null));

  const more: MenuEntry[] = [];
  if (open && mayWrite) {
    for (const by of EXTENSIONS) {
      more.push({
        label: `${w.case.extend}: ${w.case.extendBy(by)}`,
        icon: "clock",
        onSelect: () =>
          ask({
            type: "case/extend",
            caseId: card.id,
            validUntil: Math.max(card.validUntil, Math.floor(live.now())) + by,
          }),
      });
    }
  }
  if (mayClose && me.may.includes("case/delete")) {
    if (more.length > 0) more.push("line");
    more.push({ label: w.delete, icon: "trash", danger: true, onSelect: () => acts.remove([card], onClose) });
  }

  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b border-line px-4 py-2">
      {open && (
        <Button
          tone="accent"
          icon="connect"
          disabled={!connectable}
          onPress={() => navigate({ to: "/console/session/$caseId", params: { caseId: card.id } })}
        >
          {inSession || (colleague && colleague.is !== "never")
            ? w.case.openSession
            : colleague
              ? w.people.invitation.join
              : w.case.connect}
        </Button>
      )}
      {open && mayWrite && !mine && card.assigneeId === null && (
        <Button onPress={() => acts.take(card)}>{w.case.take}</Button>
      )}
      {open && mayWrite && <Button onPress={() => acts.assign([card])}>{w.case.assign}</Button>}
      {open && mayClose && <Button onPress={() => acts.close([card])}>{w.case.closeCase}</Button>}
      {!open && mayClose && (
        <Button tone="accent" onPress={() => ask({ type: "case/reopen", caseId: card.id })}>
          {w.case.reopen}
        </Button>
      )}
      {more.length > 0 && (
        <Menu label={w.more} look={buttonLook("ghost", true)} trigger={<Icon name="more" />} entries={more} />
      )}
    </div>
  );
}
