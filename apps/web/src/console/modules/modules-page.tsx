import type { ModuleRecord } from "@beckon/protocol/modules.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { useDo, useModules } from "../calls/use-calls.ts";
import { buttonLook } from "../controls/button.tsx";
import { CopyButton } from "../controls/copy-button.tsx";
import { Confirm } from "../controls/dialog.tsx";
import { Icon } from "../controls/icon.tsx";
import { Menu } from "../controls/menu.tsx";
import { tell } from "../controls/notices.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { Arriving, Page } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { ModuleState } from "./module-state.tsx";

/** All modules of the company: where customers ask for help. */
export function ModulesPage() {
  const w = useWords();
  const modules = useModules();
  return (
    <Page
      title={w.modules.title}
      intro={w.modules.intro}
      actions={
        <Link to="/console/modules/new" className={buttonLook("accent")}>
          <Icon name="plus" /> {w.modules.newModule}
        </Link>
      }
    >
      {modules.data ? (
        modules.data.length === 0 ? (
          <p className="rounded-md border border-dashed border-edge p-8 text-center text-muted">{w.modules.empty}</p>
        ) : (
          <ul className="flex flex-col gap-3">
            {modules.data.map((module) => (
              <ModuleItem key={module.id} module={module} />
            ))}
          </ul>
        )
      ) : (
        <Arriving query={modules} />
      )}
    </Page>
  );
}

function ModuleItem({ module }: { module: ModuleRecord }) {
  const w = useWords();
  const act = useDo();
  const navigate = useNavigate();
  const groups = useQueuePart("groups");
  const [deleting, setDeleting] = useState(false);
  const params = { id: module.id };
  const edit = () => navigate({ to: "/console/modules/$moduleId", params: { moduleId: module.id } });
  async function duplicate() {
    const body = { name: w.modules.copyOf(module.name).slice(0, 100) };
    const copy = await act(() => call(CALLS.duplicateModule, { params, body }), "modules");
    if (copy) tell(w.modules.duplicated(copy.name));
  }
  return (
    <li className="flex flex-wrap items-center gap-3 rounded-md border border-line p-3">
      <svg viewBox="0 0 12 36" className="h-9 w-3 shrink-0 rounded-sm" aria-hidden="true">
        <rect width="12" height="36" fill={module.accent} />
      </svg>
      <div className="min-w-0 grow basis-52">
        <Link
          to="/console/modules/$moduleId"
          params={{ moduleId: module.id }}
          className="font-semibold hover:underline"
        >
          {module.name}
        </Link>
        <p className="flex flex-wrap items-center gap-2 text-muted">
          {groups.get(module.groupId)?.name} <ModuleState module={module} />
        </p>
        <a
          href={module.url}
          target="_blank"
          rel="noopener"
          className="font-mono text-xs break-all text-accent-text underline"
        >
          {module.url}
        </a>
      </div>
      <CopyButton text={module.url} label={w.copyLink} />
      <Menu
        label={`${w.more}: ${module.name}`}
        look={buttonLook("ghost", true)}
        trigger={<Icon name="more" />}
        entries={[
          { label: w.edit, icon: "pen", onSelect: edit },
          { label: w.modules.duplicate, icon: "copy", onSelect: duplicate },
          {
            label: module.suspended ? w.modules.resume : w.modules.suspend,
            icon: "clock",
            onSelect: () =>
              act(() => call(CALLS.suspendModule, { params, body: { suspended: !module.suspended } }), "modules"),
          },
          "line",
          { label: w.delete, icon: "trash", danger: true, onSelect: () => setDeleting(true) },
        ]}
      />
      {deleting && (
        <Confirm
          title={w.modules.deleteTitle(module.name)}
          text={w.modules.deleteText}
          act={w.delete}
          onClose={() => setDeleting(false)}
          onYes={async () => {
            await act(() => call(CALLS.deleteModule, { params }), "modules");
            setDeleting(false);
          }}
        />
      )}
    </li>
  );
}
