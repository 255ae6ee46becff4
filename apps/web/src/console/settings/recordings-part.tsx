import { Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { RecordingPolicyForm } from "./recording-policy.tsx";

/** What the company does with recordings; for administrators. */
export function RecordingsPart() {
  const w = useWords();
  return (
    <Part title={w.desktop.recording.settings}>
      <RecordingPolicyForm />
    </Part>
  );
}
