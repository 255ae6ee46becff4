import { CALLS } from "@beckon/protocol/calls.ts";
import { LOGO_BYTES, logoPath } from "@beckon/protocol/modules.ts";
import { useId, useState } from "react";
import { call, Refused } from "../calls/call.ts";
import { Button, buttonLook } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { Spinner } from "../controls/spinner.tsx";
import { sayRefusal } from "../../ui/refusals.ts";
import { useWords } from "../words/use-words.tsx";

/** A module's logo: chosen from a file, shown as the server made it anew [M11]. */
export function LogoField({ logo, onChange }: { logo: string | null; onChange: (logo: string | null) => void }) {
  const w = useWords();
  const field = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const path = logoPath(logo);

  async function take(file: File) {
    setProblem(null);
    if (file.size > LOGO_BYTES) return setProblem(w.modules.logoProblems.tooLong);
    setBusy(true);
    try {
      const { id } = await call(CALLS.uploadLogo, { body: new Uint8Array(await file.arrayBuffer()) });
      onChange(id);
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      setProblem(sayProblem(reason));
    } finally {
      setBusy(false);
    }
  }

  function sayProblem({ refusal }: Refused): string {
    const known: Readonly<Record<string, string>> = w.modules.logoProblems;
    const own = refusal.reason === "invalid" ? known[refusal.problem] : undefined;
    return own ?? sayRefusal(w.refusals, refusal, Date.now());
  }

  return (
    <div className="flex flex-col gap-1">
      <span className="font-medium">{w.modules.logo}</span>
      <div className="flex flex-wrap items-center gap-3">
        {path !== null && (
          <span className="flex h-14 items-center rounded-md border border-line bg-white p-2">
            <img src={path} alt={w.modules.logoNow} className="max-h-10 max-w-40 object-contain" />
          </span>
        )}
        <label
          htmlFor={field}
          className={`${buttonLook("plain")} has-focus-visible:outline-2 has-focus-visible:outline-offset-2`}
        >
          {busy ? <Spinner /> : <Icon name="upload" />}
          {path === null ? w.modules.logoChoose : w.modules.logoOther}
          <input
            id={field}
            type="file"
            className="sr-only"
            accept="image/png,image/jpeg,image/webp"
            disabled={busy}
            aria-describedby={`${field}-note`}
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              currentTarget.value = "";
              if (file) void take(file);
            }}
          />
        </label>
        {path !== null && (
          <Button icon="trash" tone="ghost" onPress={() => onChange(null)}>
            {w.modules.logoRemove}
          </Button>
        )}
      </div>
      <p id={`${field}-note`} role="status" className={problem === null ? "text-xs text-muted" : "text-danger-text"}>
        {problem ?? w.modules.logoHint}
      </p>
    </div>
  );
}
