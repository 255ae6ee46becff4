import { useBlocker } from "@tanstack/react-router";
import { Confirm } from "../controls/dialog.tsx";
import { useWords } from "../words/use-words.tsx";

/** Asks before somebody leaves the page with a design that is kept nowhere; going between the page's parts loses nothing. */
export function LeavingUnsaved({ changed }: { changed: boolean }) {
  const w = useWords();
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => changed && current.pathname !== next.pathname,
    enableBeforeUnload: changed,
    withResolver: true,
  });
  if (leaving.status !== "blocked") return null;
  return (
    <Confirm
      title={w.modules.leaveTitle}
      text={w.modules.leaveText}
      act={w.modules.leave}
      onClose={leaving.reset}
      onYes={leaving.proceed}
    />
  );
}
