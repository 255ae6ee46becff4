import type { ModulePage } from "@beckon/protocol/modules.ts";
import { useWords } from "../surroundings.ts";
import { systemHere } from "./get-program.ts";
import "./hands-on.css";

/** The module's program for this computer: what it is for, the download, how to open it, size and checksum [M7]. */
export function ProgramOffer({ module }: { module: ModulePage }) {
  const words = useWords();
  const system = systemHere(navigator.userAgent, navigator.maxTouchPoints);
  const offer = module.programs.find((one) => one.system === system);
  if (offer === undefined) return <p class="program quiet">{words.program.elsewhere}</p>;
  return (
    <details class="program quiet">
      <summary>{words.program.offer}</summary>
      <p>{words.program.what}</p>
      <ol class="steps">
        {words.program.steps[offer.system].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ol>
      <a class="button" href={`/m/${module.slug}/download/${offer.system}`} download>
        {words.program.go[offer.system]}
      </a>
      <p>{words.handsOn.about(words.formats.megabytes(offer.bytes), offer.version)}</p>
      <p>
        {words.handsOn.checksum} <code>{offer.sha256}</code>
      </p>
    </details>
  );
}
