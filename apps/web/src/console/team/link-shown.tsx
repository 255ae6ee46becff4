import { Button } from "../controls/button.tsx";
import { CopyButton } from "../controls/copy-button.tsx";
import { useWords } from "../words/use-words.tsx";

/** A link by which somebody comes in, shown this once. */
export function LinkShown({ url, onClose }: { url: string; onClose: () => void }) {
  const w = useWords();
  return (
    <div className="flex flex-col gap-4">
      <p role="status">{w.team.linkOnce}</p>
      <code className="rounded-sm bg-sunken p-3 font-mono text-xs break-all">{url}</code>
      <div className="flex justify-end gap-2">
        <CopyButton text={url} label={w.copyLink} />
        <Button tone="accent" onPress={onClose}>
          {w.close}
        </Button>
      </div>
    </div>
  );
}
