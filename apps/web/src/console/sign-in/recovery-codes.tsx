import { Button } from "../controls/button.tsx";
import { CopyButton } from "../controls/copy-button.tsx";
import { saveFile } from "../controls/save-file.ts";
import { useWords } from "../words/use-words.tsx";

/** Recovery codes, the only time they are shown: to copy, to download or to print. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => unknown }) {
  const w = useWords();
  const text = `${w.factors.codesTitle}: Beckon, ${location.host}\n\n${codes.join("\n")}\n`;
  return (
    <div className="flex flex-col gap-4">
      <p>{w.factors.codesText}</p>
      <div className="prints flex flex-col gap-2">
        <p className="hidden print:block">
          {w.factors.codesTitle}: Beckon, {location.host}
        </p>
        <ol
          aria-label={w.factors.codesTitle}
          className="grid grid-cols-2 gap-x-4 gap-y-1 rounded-md border border-line bg-sunken px-4 py-3 font-mono text-md"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </div>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} label={w.factors.copyCodes} />
        <Button icon="download" onPress={() => saveFile(w.factors.fileName, text, "text/plain")}>
          {w.factors.saveCodes}
        </Button>
        <Button onPress={() => print()}>{w.factors.printCodes}</Button>
      </div>
      <div>
        <Button tone="accent" onPress={onKept}>
          {w.factors.kept}
        </Button>
      </div>
    </div>
  );
}
