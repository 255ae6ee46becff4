import { showSessionCode } from "@beckon/domain/session-code.ts";
import { CHOICES } from "@beckon/domain/availability.ts";
import { isOpen } from "@beckon/domain/case.ts";
import { useNavigate } from "@tanstack/react-router";
import { codeOf } from "../case/code.ts";
import type { Choice } from "../controls/picker.tsx";
import { Picker } from "../controls/picker.tsx";
import { useAsk, useMe, useQueuePart } from "../live/use-live.tsx";
import { compareRows } from "../queue/filters.ts";
import { useWords } from "../words/use-words.tsx";
import { useShell } from "./shell-context.ts";

const SHOWN_CASES = 200;

/** Everything the console can do, found by typing. */
export function Palette({ onClose }: { onClose: () => void }) {
  const w = useWords();
  const navigate = useNavigate();
  const shell = useShell();
  const ask = useAsk();
  const { may } = useMe();
  const cards = useQueuePart("cards");
  const choices: Choice[] = [
    { id: "new", label: w.queue.newCase, aside: "n", icon: "plus", onPick: shell.newCase },
    { id: "queue", label: w.keys.goTo(w.nav.queue), icon: "queue", onPick: () => navigate({ to: "/console/queue" }) },
    {
      id: "mine",
      label: w.queue.assigneeMe,
      icon: "person",
      onPick: () => navigate({ to: "/console/queue", search: { assignee: "me" } }),
    },
    {
      id: "over",
      label: w.keys.goTo(w.nav.sessions),
      icon: "history",
      onPick: () => navigate({ to: "/console/sessions" }),
    },
    {
      id: "contacts",
      label: w.keys.goTo(w.contacts.title),
      icon: "contacts",
      onPick: () => navigate({ to: "/console/contacts" }),
    },
    { id: "team", label: w.keys.goTo(w.nav.team), icon: "team", onPick: () => navigate({ to: "/console/team" }) },
    {
      id: "settings",
      label: w.keys.goTo(w.nav.settings),
      icon: "settings",
      onPick: () => navigate({ to: "/console/settings" }),
    },
    ...CHOICES.map((status) => ({
      id: `availability-${status}`,
      label: `${w.availability.label}: ${w.availability.statuses[status]}`,
      icon: "person" as const,
      onPick: () => ask({ type: "availability/choose", status }),
    })),
    { id: "keys", label: w.keys.title, aside: "?", icon: "keyboard", onPick: shell.keys },
  ];
  if (may.includes("board/see")) {
    choices.push({
      id: "board",
      label: w.keys.goTo(w.board.title),
      icon: "board",
      onPick: () => navigate({ to: "/console/board" }),
    });
  }
  if (may.includes("report/see")) {
    choices.push({
      id: "reports",
      label: w.keys.goTo(w.reports.title),
      icon: "report",
      onPick: () => navigate({ to: "/console/reports" }),
    });
  }
  if (may.includes("module/manage")) {
    choices.push({
      id: "design",
      label: w.keys.goTo(w.nav.design),
      icon: "design",
      onPick: () => navigate({ to: "/console/modules" }),
    });
  }
  if (may.includes("audit/read")) {
    choices.push({
      id: "audit",
      label: w.keys.goTo(w.nav.audit),
      icon: "audit",
      onPick: () => navigate({ to: "/console/audit" }),
    });
  }
  const open = [...cards.values()].filter((card) => isOpen(card.state)).sort(compareRows);
  for (const card of open.slice(0, SHOWN_CASES)) {
    choices.push({
      id: card.id,
      label: `${card.customerName || w.anonymous} · ${showSessionCode(codeOf(card))}`,
      aside: w.states[card.state],
      icon: "queue",
      onPick: () => navigate({ to: "/console/queue/$caseId", params: { caseId: card.id } }),
    });
  }
  return (
    <Picker
      label={w.keys.palette}
      placeholder={w.keys.palettePlaceholder}
      nothing={w.keys.nothing}
      choices={choices}
      onClose={onClose}
    />
  );
}
