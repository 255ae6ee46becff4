import { useState } from "react";
import { useWords } from "../words/use-words.tsx";
import { Button } from "./button.tsx";

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const w = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <Button
      icon={copied ? "check" : "copy"}
      onPress={async () => {
        await navigator.clipboard.writeText(text);
        setCopied(true);
        setTimeout(() => setCopied(false), 2000);
      }}
    >
      <span aria-live="polite">{copied ? w.copied : label}</span>
    </Button>
  );
}
