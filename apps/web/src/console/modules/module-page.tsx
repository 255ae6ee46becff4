import { CALLS } from "@beckon/protocol/calls.ts";
import type { ModuleRecord } from "@beckon/protocol/modules.ts";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { call } from "../calls/call.ts";
import { useModules } from "../calls/use-calls.ts";
import { buttonLook } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { Arriving, Page } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { Deploy } from "./deploy.tsx";
import { DesignBar } from "./design-bar.tsx";
import { Designer } from "./designer.tsx";
import { LeavingUnsaved } from "./leaving-unsaved.tsx";
import { ModuleState } from "./module-state.tsx";
import { ModuleVersions } from "./module-versions.tsx";
import { useDesign } from "./use-design.ts";

/** The parts of a module's page; the one that is looked at stands in the address bar. */
export const MODULE_PARTS = ["design", "deploy", "versions"] as const;
export type ModulePart = (typeof MODULE_PARTS)[number];

/** One module: its design beside a preview, how customers get to it, and its versions. */
export function ModulePage() {
  const { moduleId } = useParams({ from: "/signed/shell/console/modules/$moduleId" });
  const w = useWords();
  const modules = useModules();
  const module = modules.data?.find(({ id }) => id === moduleId);
  if (!module) {
    return <Page title={w.modules.title}>{modules.data ? <p>{w.notFound}</p> : <Arriving query={modules} />}</Page>;
  }
  return <Known key={module.id} module={module} />;
}

function Known({ module }: { module: ModuleRecord }) {
  const w = useWords();
  const { part = "design" } = useSearch({ from: "/signed/shell/console/modules/$moduleId" });
  const design = useDesign(module);
  const page = useQuery({
    queryKey: ["modulePage", module.slug],
    queryFn: () => call(CALLS.readModulePage, { params: { slug: module.slug } }),
  });
  const programs = page.data?.programs ?? [];
  return (
    <Page
      title={design.seen.name}
      wide
      actions={
        <>
          <ModuleState module={module} />
          <a href={module.url} target="_blank" rel="noopener" className={buttonLook("plain")}>
            <Icon name="open" /> {w.modules.open}
          </a>
        </>
      }
    >
      <LeavingUnsaved changed={design.changed} />
      <nav aria-label={w.modules.partsLabel} className="flex gap-1 border-b border-line">
        {MODULE_PARTS.map((each) => (
          <Link
            key={each}
            to="/console/modules/$moduleId"
            params={{ moduleId: module.id }}
            search={each === "design" ? {} : { part: each }}
            activeOptions={{ exact: true, includeSearch: true }}
            className="-mb-px border-b-2 border-transparent px-3 py-2 font-medium text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
          >
            {w.modules.parts[each]}
          </Link>
        ))}
      </nav>
      {part === "design" && (
        <Designer
          settings={design.settings}
          set={design.set}
          problem={design.problem}
          programs={programs}
          onSubmit={(how) => (how === "draft" ? design.saveDraft() : design.publish())}
        >
          <DesignBar design={design} />
        </Designer>
      )}
      {part === "deploy" && <Deploy module={module} programs={programs} />}
      {part === "versions" && <ModuleVersions design={design} />}
    </Page>
  );
}
