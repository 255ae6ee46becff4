import { isOpen } from "@beckon/domain/case.ts";
import { useBlocker, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useCaseActs } from "../case/acts.tsx";
import { Button } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { useDetail, useMe, useQueuePart, useSayRefusal } from "../live/use-live.tsx";
import { LinkBanner } from "../shell/link-banner.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { useWords } from "../words/use-words.tsx";
import { answerOf, endingOf } from "./consent.ts";
import { SessionView } from "./session-view.tsx";
import { Stage } from "./stage-message.tsx";
import { useColleague } from "./use-colleague.ts";
import { useRemote } from "./use-remote.ts";

/** The expert's side of a remote session, filling the window. */
export function SessionPage() {
  const w = useWords();
  const me = useMe();
  const say = useSayRefusal();
  const navigate = useNavigate();
  const acts = useCaseActs();
  const { caseId } = useParams({ from: "/signed/console/session/$caseId" });
  const cards = useQueuePart("cards");
  const detail = useDetail(caseId);
  const { remote, end, again } = useRemote(caseId);
  const [over, setOver] = useState(false);
  const card = detail?.card ?? cards.get(caseId);
  const name = card?.customerName || w.anonymous;
  usePageTitle(w.session.title(name));

  const running = remote.is === "joined" && !over;
  const blocker = useBlocker({ shouldBlockFn: () => running, enableBeforeUnload: false, withResolver: true });
  const toCase = () => void navigate({ to: "/console/queue/$caseId", params: { caseId }, ignoreBlocker: true });
  const colleague = useColleague(card, me.personId);
  const ending = colleague && detail ? endingOf(detail.timeline, me.personId) : null;
  const gone = remote.is === "takenAway" || (over && ending !== null);
  const consent = detail ? answerOf(detail.timeline, me.personId) : null;

  return (
    <main className="flex h-dvh flex-col bg-sunken">
      <h1 className="sr-only">{w.session.title(name)}</h1>
      <LinkBanner />
      {remote.is === "joining" && (
        <Stage title={w.session.joining} busy>
          <Button onPress={toCase}>{w.session.cancel}</Button>
        </Stage>
      )}
      {remote.is === "refused" && (
        <Stage title={say(remote.refusal)}>
          <Button tone="accent" onPress={toCase}>
            {w.session.backToCase}
          </Button>
        </Stage>
      )}
      {gone && (
        <Stage
          title={
            ending ? w.people.over[ending] : card && !isOpen(card.state) ? w.session.caseOver : w.session.elsewhere
          }
        >
          <Button tone="accent" onPress={toCase}>
            {w.session.backToCase}
          </Button>
        </Stage>
      )}
      {remote.is === "joined" && !gone && (
        <SessionView
          session={remote.session}
          caseId={caseId}
          detail={detail}
          customer={card?.customer ?? null}
          consent={consent}
          name={name}
          company={me.company.name}
          colleague={colleague}
          onEnd={() => {
            setOver(true);
            end();
          }}
          onOver={() => setOver(true)}
          onAgain={() => {
            setOver(false);
            again();
          }}
          onBack={toCase}
          onCloseCase={card ? () => acts.close([card], toCase) : null}
        />
      )}
      {blocker.status === "blocked" && (
        <Dialog title={w.session.leaveTitle} onClose={blocker.reset}>
          <p>{w.session.leaveText}</p>
          <div className="mt-5 flex justify-end gap-2">
            <Button onPress={blocker.reset}>{w.cancel}</Button>
            <Button
              tone="danger"
              onPress={() => {
                end();
                blocker.proceed();
              }}
            >
              {w.session.leaveYes}
            </Button>
          </div>
        </Dialog>
      )}
    </main>
  );
}
