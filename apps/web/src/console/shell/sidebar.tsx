import { Link, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { AvailabilityControl } from "../availability/availability-control.tsx";
import { Icon } from "../controls/icon.tsx";
import type { IconName } from "../controls/icon.tsx";
import { useMay, useMe, useQueuePart } from "../live/use-live.tsx";
import { isWaitingCard } from "../live/waiting-calls.ts";
import { useWords } from "../words/use-words.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { Mark } from "./mark.tsx";

/** The way to everything that exists for this person. */
export function Sidebar() {
  const w = useWords();
  const me = useMe();
  const cards = useQueuePart("cards");
  const path = useRouterState({ select: ({ location }) => location.pathname });
  let waiting = 0;
  for (const card of cards.values()) if (card.assigneeId === null && isWaitingCard(card)) waiting++;
  const board = useMay("board/see");
  const reports = useMay("report/see");
  const audit = useMay("audit/read");
  const modules = useMay("module/manage");
  return (
    <nav aria-label={w.nav.label} className="flex w-full flex-col gap-4 px-2 py-3">
      <div className="flex items-center gap-2 px-2 font-semibold">
        <Mark />
        <span className="truncate" title={me.company.name}>
          {me.company.name}
        </span>
      </div>
      <AvailabilityControl />
      <div className="flex grow flex-col gap-0.5">
        <Link to="/console/queue" search={{}} {...entry(path.startsWith("/console/queue"))}>
          <Entry icon="queue" text={w.nav.queue}>
            {waiting > 0 && (
              <span
                className="rounded-full bg-accent px-1.5 text-xs font-semibold text-on-accent"
                title={w.nav.waiting(waiting)}
              >
                <span aria-hidden="true">{waiting}</span>
                <span className="sr-only">{w.nav.waiting(waiting)}</span>
              </span>
            )}
          </Entry>
        </Link>
        {board && (
          <Link to="/console/board" search={{}} {...entry(path.startsWith("/console/board"))}>
            <Entry icon="board" text={w.board.title} />
          </Link>
        )}
        <Link to="/console/contacts" search={{}} {...entry(path.startsWith("/console/contacts"))}>
          <Entry icon="contacts" text={w.contacts.title} />
        </Link>
        <Link to="/console/sessions" search={{}} {...entry(/^\/console\/(sessions|recordings)/.test(path))}>
          <Entry icon="history" text={w.nav.sessions} />
        </Link>
        {reports && (
          <Link to="/console/reports" search={{}} {...entry(path.startsWith("/console/reports"))}>
            <Entry icon="report" text={w.reports.title} />
          </Link>
        )}
        {modules && (
          <Link to="/console/modules" {...entry(path.startsWith("/console/modules"))}>
            <Entry icon="design" text={w.nav.design} />
          </Link>
        )}
        <Link to="/console/team" {...entry(path.startsWith("/console/team"))}>
          <Entry icon="team" text={w.nav.team} />
        </Link>
        <Link to="/console/settings" {...entry(path.startsWith("/console/settings"))}>
          <Entry icon="settings" text={w.nav.settings} />
        </Link>
        {audit && (
          <Link to="/console/audit" {...entry(path.startsWith("/console/audit"))}>
            <Entry icon="audit" text={w.nav.audit} />
          </Link>
        )}
      </div>
      <AccountMenu />
    </nav>
  );
}

function entry(here: boolean) {
  return {
    "aria-current": here ? ("page" as const) : undefined,
    activeProps: {},
    className: `flex h-8 items-center gap-2.5 rounded-sm px-2 outline-offset-0 hover:bg-sunken pointer-coarse:h-11 ${here ? "bg-sunken font-semibold" : "text-muted"}`,
  };
}

function Entry({ icon, text, children }: { icon: IconName; text: string; children?: ReactNode }) {
  return (
    <>
      <Icon name={icon} />
      <span className="grow truncate">{text}</span>
      {children}
    </>
  );
}
