import type { ModuleSettings } from "@beckon/protocol/modules.ts";
import type { ProgramOffer } from "@beckon/protocol/program.ts";
import type { FormEvent, ReactNode } from "react";
import { useState } from "react";
import { Choice } from "../controls/choice.tsx";
import { useMe } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { ModuleForm } from "./module-form.tsx";
import { Preview } from "./preview.tsx";
import type { DesignProblem } from "./use-design.ts";

/** The form beside the page it makes; where there is no room for both, one of the two [M2]. */
export function Designer({
  settings,
  set,
  problem,
  programs = [],
  onSubmit,
  children,
}: {
  settings: ModuleSettings;
  set: (change: Partial<ModuleSettings>) => void;
  problem: DesignProblem | null;
  programs?: ProgramOffer[];
  /** `how` is the name of the button that was pressed. */
  onSubmit: (how: string) => unknown;
  /** What stands below the form: its buttons. */
  children: ReactNode;
}) {
  const w = useWords();
  const me = useMe();
  const [language, setLanguage] = useState(settings.language);
  const [looking, setLooking] = useState<"form" | "preview">("form");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    void onSubmit(submitter?.getAttribute("name") ?? "");
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div className="xl:hidden">
        <Choice
          label={w.modules.looking}
          options={[
            { key: "form", name: w.modules.parts.design },
            { key: "preview", name: w.modules.preview },
          ]}
          chosen={looking}
          onChoose={setLooking}
        />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 xl:grid-cols-[minmax(0,1fr)_25rem]">
        <div className={looking === "form" ? "" : "hidden xl:block"}>
          <ModuleForm
            settings={settings}
            set={set}
            errorOf={(field) => (problem?.field === field ? problem.text : null)}
            language={language}
            onLanguage={setLanguage}
          />
        </div>
        <div className={`${looking === "preview" ? "" : "hidden xl:block"} min-w-0 xl:sticky xl:top-4 xl:self-start`}>
          <Preview
            settings={settings}
            company={me.company.name}
            programs={programs}
            language={language}
            onLanguage={setLanguage}
          />
        </div>
      </div>
      {children}
    </form>
  );
}
