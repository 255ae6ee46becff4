import type { ModuleRecord } from "@beckon/protocol/modules.ts";
import { useWords } from "../words/use-words.tsx";

/** Which version is live, whether a draft waits, and whether the module is suspended: by shape, word and colour. */
export function ModuleState({ module }: { module: Pick<ModuleRecord, "version" | "draft" | "suspended"> }) {
  const w = useWords();
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {module.suspended ? (
        <Badge look="bg-warn-soft text-warn">◼ {w.modules.suspended}</Badge>
      ) : (
        <Badge look="bg-progress-soft text-progress">● {w.modules.liveVersion(w.f.number(module.version))}</Badge>
      )}
      {module.draft && <Badge look="bg-new-soft text-new">◆ {w.modules.draftWaits}</Badge>}
    </span>
  );
}

function Badge({ look, children }: { look: string; children: React.ReactNode }) {
  return <span className={`rounded-sm px-2 py-0.5 text-xs font-medium whitespace-nowrap ${look}`}>{children}</span>;
}
