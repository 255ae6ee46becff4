import { useEffect, useRef, useState } from "preact/hooks";
import { CALLS } from "@beckon/protocol/calls.ts";
import { modulePage } from "@beckon/protocol/modules.ts";
import type { ProgramOffer } from "@beckon/protocol/program.ts";
import { useSurroundings } from "../surroundings.ts";
import { useModal } from "../views/use-modal.ts";
import { saveProgram, systemHere } from "./get-program.ts";
import "./hands-on.css";

/** The way from the browser to the desktop module in the same case: what it is, the download for this system, what to do then [M9]. */
export function HandsOn({ module, expert, onClose }: { module: string; expert: string; onClose: () => void }) {
  const { store, words } = useSurroundings();
  const dialog = useRef<HTMLDialogElement>(null);
  const [offers, setOffers] = useState<readonly ProgramOffer[] | "loading" | "failed">("loading");
  const [step, setStep] = useState<"offered" | "loading" | "saved" | "failed">("offered");
  useModal(dialog, onClose);
  useEffect(() => {
    readOffers(module).then(setOffers, () => setOffers("failed"));
  }, [module]);

  const system = systemHere(navigator.userAgent, navigator.maxTouchPoints);
  const offer = Array.isArray(offers)
    ? (offers as readonly ProgramOffer[]).find((one) => one.system === system)
    : undefined;

  const get = async (found: ProgramOffer): Promise<void> => {
    setStep("loading");
    const move = await store.prepareMove();
    try {
      if (move === null) throw new Error("refused");
      await saveProgram(found, module, move);
      setStep("saved");
    } catch {
      setStep("failed");
    }
  };

  return (
    <dialog ref={dialog} class="dialog hands-on" aria-labelledby="hands-on-title">
      <h2 id="hands-on-title">{words.handsOn.title(expert)}</h2>
      <p>{words.handsOn.what}</p>
      {offers === "loading" && <output>{words.loading}</output>}
      {offers === "failed" && <p class="note note-danger">{words.handsOn.unreachable}</p>}
      {Array.isArray(offers) && offer === undefined && <p class="note">{words.handsOn.none}</p>}
      {offer !== undefined && (
        <>
          <ol class="steps">
            {words.handsOn.steps[offer.system].map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ol>
          <p class="quiet">{words.handsOn.once}</p>
          <details class="quiet">
            <summary>{words.handsOn.about(words.formats.megabytes(offer.bytes), offer.version)}</summary>
            <p>
              {words.handsOn.checksum} <code>{offer.sha256}</code>
            </p>
          </details>
          <output>
            {step === "saved" && <p class="note">{words.handsOn.saved}</p>}
            {step === "failed" && <p class="note note-danger">{words.handsOn.failed}</p>}
          </output>
        </>
      )}
      <div class="actions">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {step === "saved" ? words.handsOn.close : words.handsOn.notNow}
        </button>
        {offer !== undefined && (
          <button
            type="button"
            class="button button-primary"
            aria-disabled={step === "loading"}
            onClick={() => void get(offer)}
          >
            {step === "loading" ? words.handsOn.loading : words.handsOn.go}
          </button>
        )}
      </div>
    </dialog>
  );
}

async function readOffers(module: string): Promise<readonly ProgramOffer[]> {
  const response = await fetch(CALLS.readModulePage.path.replace(":slug", module));
  return modulePage.parse(await response.json()).programs;
}
