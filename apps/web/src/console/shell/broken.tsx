import { Button } from "../controls/button.tsx";
import { Plain } from "./plain.tsx";
import { useWords } from "../words/use-words.tsx";

/** What is shown when a page failed: that it did, and a way on. */
export function Broken() {
  const w = useWords();
  return (
    <Plain title={w.broken}>
      <Button tone="accent" onPress={() => location.reload()}>
        {w.tryAgain}
      </Button>
    </Plain>
  );
}

/** What is shown at an address that leads nowhere. */
export function NotFound() {
  const w = useWords();
  return (
    <Plain title={w.notFound}>
      <a className="text-accent-text underline" href="/console/queue">
        {w.toQueue}
      </a>
    </Plain>
  );
}
