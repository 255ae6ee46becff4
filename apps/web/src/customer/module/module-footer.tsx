import { useState } from "preact/hooks";
import { useDesktop } from "../surroundings.ts";
import { ConfirmDialog } from "../views/confirm-dialog.tsx";

/** The way to be rid of the program, at the foot of each page [M5]. */
export function ModuleFooter() {
  const { acts, words } = useDesktop();
  const [asking, setAsking] = useState(false);
  return (
    <footer class="foot">
      <button type="button" class="button button-quiet button-small" onClick={() => setAsking(true)}>
        {words.program.remove}
      </button>
      {asking && (
        <ConfirmDialog
          title={words.program.removeTitle}
          text={words.program.removeText}
          yes={words.program.removeYes}
          no={words.program.removeNo}
          onNo={() => setAsking(false)}
          onYes={() => acts.uninstall()}
        />
      )}
    </footer>
  );
}
