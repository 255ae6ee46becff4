import type { ModuleRecord } from "@beckon/protocol/modules.ts";
import type { ProgramOffer, ProgramSystem } from "@beckon/protocol/program.ts";
import { CopyButton } from "../controls/copy-button.tsx";
import { buttonLook } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { QrCode } from "../controls/qr-code.tsx";
import { Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";

const SYSTEM_NAMES: Record<ProgramSystem, string> = {
  "windows-x64": "Windows",
  "macos-arm64": "macOS",
  "linux-x64": "Linux",
};

/** Every way by which customers get to a module: its address, the code to scan, a button for other sites, the page kept as an app, and the programs to download [M3, M12]. */
export function Deploy({ module, programs }: { module: ModuleRecord; programs: ProgramOffer[] }) {
  const w = useWords();
  const { origin } = new URL(module.url);
  const snippet = `<script src="${module.url}/button.js" async></script>`;
  return (
    <>
      <Part title={w.modules.address}>
        <div className="flex flex-wrap items-center gap-4 rounded-md border border-line p-3">
          <QrCode text={module.url} label={w.modules.qr} />
          <div className="flex min-w-0 flex-col gap-2">
            <code className="font-mono break-all">{module.url}</code>
            <div className="flex flex-wrap gap-2">
              <CopyButton text={module.url} label={w.copyLink} />
            </div>
          </div>
        </div>
      </Part>
      <Part title={w.modules.snippet}>
        <p className="text-muted">{w.modules.snippetHint}</p>
        <div className="flex flex-wrap items-center gap-2 rounded-md border border-line p-3">
          <code className="min-w-0 grow basis-64 font-mono break-all">{snippet}</code>
          <CopyButton text={snippet} label={w.modules.snippetCopy} />
        </div>
        <p className="text-xs text-muted">
          {w.modules.snippetPlace} <code className="font-mono break-all">{`script-src ${origin}`}</code>
        </p>
      </Part>
      <Part title={w.modules.app}>
        <div className="flex flex-wrap items-center gap-4 rounded-md border border-line p-3">
          <img
            src={`/m/${module.slug}/icon/192/any?version=${module.version}`}
            alt={w.modules.appIcon}
            className="size-16"
          />
          <p className="min-w-0 grow basis-64 text-muted">{w.modules.appHint}</p>
        </div>
      </Part>
      <Part title={w.modules.programs}>
        <p className="text-muted">{programs.length > 0 ? w.modules.programsHint : w.modules.noPrograms}</p>
        <div className="flex flex-wrap gap-2">
          {programs.map(({ system, bytes }) => (
            <a
              key={system}
              href={`/m/${module.slug}/download/${system}`}
              download
              rel="noopener"
              className={buttonLook("plain")}
            >
              <Icon name="download" /> {SYSTEM_NAMES[system]} · {w.f.bytes(bytes)}
            </a>
          ))}
        </div>
      </Part>
    </>
  );
}
