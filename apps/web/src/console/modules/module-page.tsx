import { moduleSettings, type ModuleRecord, type ModuleSettings } from "@beckon/protocol/modules.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { useNavigate, useParams } from "@tanstack/react-router";
import { call } from "../calls/call.ts";
import { useDo, useModules } from "../calls/use-calls.ts";
import { buttonLook } from "../controls/button.tsx";
import { CopyButton } from "../controls/copy-button.tsx";
import { Icon } from "../controls/icon.tsx";
import { tell } from "../controls/notices.tsx";
import { QrCode } from "../controls/qr-code.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { Arriving, Page, Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { ModuleForm } from "./module-form.tsx";

/** Makes a module; its address works at once. */
export function NewModulePage() {
  const w = useWords();
  const navigate = useNavigate();
  const act = useDo();
  const groups = useQueuePart("groups");
  const group = [...groups.values()].find(({ access }) => access === "write");
  const first: ModuleSettings = {
    ...moduleSettings.parse({ name: "-", slug: "new", groupId: group?.id ?? "-", assigneeId: null }),
    name: "",
    slug: "",
    groupId: group?.id ?? "",
  };
  return (
    <Page title={w.modules.newModule}>
      <ModuleForm
        settings={first}
        act={w.modules.create}
        onSave={async (body) => {
          await call(CALLS.createModule, { body });
          await act(() => Promise.resolve(), "modules");
          await navigate({ to: "/console/modules" });
        }}
      />
    </Page>
  );
}

/** Changes a module; copies already out there follow at their next start [M6]. */
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
  const act = useDo();
  const { id, url, revision } = module;
  const settings = moduleSettings.parse(module);
  return (
    <Page title={module.name}>
      <Part title={w.modules.address}>
        <div className="flex flex-wrap items-center gap-4 rounded-md border border-line p-3">
          <QrCode text={url} label={w.modules.qr} />
          <div className="flex min-w-0 flex-col gap-2">
            <code className="font-mono break-all">{url}</code>
            <div className="flex flex-wrap gap-2">
              <CopyButton text={url} label={w.copyLink} />
              <a href={url} target="_blank" rel="noopener" className={buttonLook("plain")}>
                <Icon name="open" /> {w.modules.open}
              </a>
            </div>
          </div>
        </div>
      </Part>
      <ModuleForm
        settings={settings}
        act={w.save}
        onSave={async (body) => {
          await call(CALLS.publishModule, { params: { id }, body: { settings: body, revision } });
          await act(() => Promise.resolve(), "modules");
          tell(w.saved);
        }}
      />
    </Page>
  );
}
