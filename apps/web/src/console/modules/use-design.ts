import { CALLS } from "@beckon/protocol/calls.ts";
import { moduleSettings, type ModuleRecord, type ModuleSettings } from "@beckon/protocol/modules.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sayRefusal } from "../../ui/refusals.ts";
import { call, Refused } from "../calls/call.ts";
import { tell } from "../controls/notices.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** Why something was refused, in words; with the field it is about, and whether somebody else was first [C11]. */
export type DesignProblem = { text: string; field: string | null; conflict: boolean };

/** A module being designed: what the form holds, and what was seen of the module when that began. */
export type Design = {
  settings: ModuleSettings;
  set: (change: Partial<ModuleSettings>) => void;
  /** The module as this page saw it last. */
  seen: ModuleRecord;
  /** Whether the form holds what is kept nowhere yet. */
  changed: boolean;
  busy: boolean;
  problem: DesignProblem | null;
  saveDraft: () => Promise<void>;
  publish: () => Promise<void>;
  discardDraft: () => Promise<void>;
  bringBack: (number: number) => Promise<void>;
  /** Gives up what the form holds for what the module is now. */
  readAnew: () => Promise<void>;
};

/** Holds one module's design; every change says which revision it was made of. */
export function useDesign(module: ModuleRecord): Design {
  const w = useWords();
  const queries = useQueryClient();
  const people = useQueuePart("people");
  const [seen, setSeen] = useState(module);
  const [settings, setSettings] = useState(() => keptOf(module));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<DesignProblem | null>(null);
  const params = { id: module.id };

  async function act(what: () => Promise<ModuleRecord>, said: (after: ModuleRecord) => string) {
    setBusy(true);
    setProblem(null);
    try {
      const after = await what();
      setSeen(after);
      setSettings(keptOf(after));
      tell(said(after));
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      const { refusal } = reason;
      const conflict = refusal.reason === "changedMeanwhile";
      const byName = conflict && refusal.byId !== null ? people.get(refusal.byId)?.name : undefined;
      setProblem({
        text: sayRefusal(w.refusals, byName === undefined ? refusal : { ...refusal, byName }, Date.now()),
        field: refusal.reason === "invalid" ? refusal.field : null,
        conflict,
      });
    } finally {
      setBusy(false);
      void queries.invalidateQueries({ queryKey: ["modules"] });
      void queries.invalidateQueries({ queryKey: ["moduleVersions", module.id] });
    }
  }

  const { revision } = seen;
  return {
    settings,
    set: (change) => setSettings((before) => ({ ...before, ...change })),
    seen,
    changed: JSON.stringify(settings) !== JSON.stringify(keptOf(seen)),
    busy,
    problem,
    saveDraft: () =>
      act(
        () => call(CALLS.saveModuleDraft, { params, body: { settings, revision } }),
        ({ version }) => w.modules.draftSaved(w.f.number(version)),
      ),
    publish: () =>
      act(
        () => call(CALLS.publishModule, { params, body: { settings, revision } }),
        ({ version }) => w.modules.isLive(w.f.number(version)),
      ),
    discardDraft: () =>
      act(
        () => call(CALLS.discardModuleDraft, { params, body: { revision } }),
        () => w.modules.draftDiscarded,
      ),
    bringBack: (number) =>
      act(
        () => call(CALLS.bringBackModule, { params: { ...params, number: String(number) }, body: { revision } }),
        ({ version }) => w.modules.isLive(w.f.number(version)),
      ),
    async readAnew() {
      const { modules } = await call(CALLS.listModules);
      const now = modules.find(({ id }) => id === module.id);
      if (now === undefined) return;
      setSeen(now);
      setSettings(keptOf(now));
      setProblem(null);
    },
  };
}

function keptOf(module: ModuleRecord): ModuleSettings {
  return module.draft?.settings ?? moduleSettings.parse(module);
}
