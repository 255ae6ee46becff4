import { CALLS } from "@beckon/protocol/calls.ts";
import { moduleSettings, type ModuleSettings } from "@beckon/protocol/modules.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { sayRefusal } from "../../ui/refusals.ts";
import { call, Refused } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { Page } from "../shell/page.tsx";
import { useSpoken, useWords } from "../words/use-words.tsx";
import { Designer } from "./designer.tsx";
import type { DesignProblem } from "./use-design.ts";

/** Makes a module; its address works at once. */
export function NewModulePage() {
  const w = useWords();
  const { language } = useSpoken();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const groups = useQueuePart("groups");
  const group = [...groups.values()].find(({ access }) => access === "write");
  const [settings, setSettings] = useState<ModuleSettings>(() => ({
    ...moduleSettings.parse({ name: "-", slug: "a", groupId: "g", assigneeId: null, language }),
    name: "",
    slug: "",
    groupId: group?.id ?? "",
  }));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<DesignProblem | null>(null);

  async function create() {
    setBusy(true);
    setProblem(null);
    try {
      const { id } = await call(CALLS.createModule, { body: settings });
      await queries.invalidateQueries({ queryKey: ["modules"] });
      await navigate({ to: "/console/modules/$moduleId", params: { moduleId: id }, search: { part: "deploy" } });
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      const { refusal } = reason;
      const field = refusal.reason === "invalid" ? refusal.field : null;
      setProblem({ text: sayRefusal(w.refusals, refusal, Date.now()), field, conflict: false });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Page title={w.modules.newModule} wide>
      <Designer
        settings={settings}
        set={(change) => setSettings((before) => ({ ...before, ...change }))}
        problem={problem}
        onSubmit={create}
      >
        <div className="sticky bottom-0 z-10 -mx-4 flex items-center gap-3 border-t border-line bg-surface px-4 py-3 md:-mx-6 md:px-6">
          <div role="alert" className="grow text-danger-text">
            {problem?.text}
          </div>
          <Button type="submit" tone="accent" busy={busy}>
            {w.modules.create}
          </Button>
        </div>
      </Designer>
    </Page>
  );
}
