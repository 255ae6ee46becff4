import { Button } from "../controls/button.tsx";
import { CopyButton } from "../controls/copy-button.tsx";
import { useWords } from "../words/use-words.tsx";

/** Secrets that are shown this once, each to be copied. */
export function ShownOnce({
  secrets,
  intro,
  onClose,
}: {
  secrets: readonly { label: string; text: string; copy: string }[];
  /** Instead of the words that it is shown this once. */
  intro?: string;
  onClose: () => void;
}) {
  const w = useWords();
  return (
    <div className="flex flex-col gap-4">
      <p role="status">{intro ?? w.api.once}</p>
      {secrets.map(({ label, text, copy }) => (
        <div key={label} className="flex flex-col gap-1">
          <p className="font-medium">{label}</p>
          <div className="flex flex-wrap items-center gap-2">
            <code className="min-w-0 grow rounded-sm bg-sunken p-3 font-mono text-xs break-all">{text}</code>
            <CopyButton text={text} label={copy} />
          </div>
        </div>
      ))}
      <div className="flex justify-end">
        <Button tone="accent" onPress={onClose}>
          {w.close}
        </Button>
      </div>
    </div>
  );
}
