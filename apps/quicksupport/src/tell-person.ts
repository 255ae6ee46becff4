import { spawn } from "node:child_process";

/** What shows words in a window of their own on a system; they stand in `BECKON_WORDS`. */
export function windowFor(system: NodeJS.Platform): { program: string; words: readonly string[] } {
  switch (system) {
    case "win32": {
      const show =
        "Add-Type -AssemblyName PresentationFramework; [System.Windows.MessageBox]::Show($env:BECKON_WORDS, 'QuickSupport')";
      return { program: "powershell.exe", words: ["-NoProfile", "-NonInteractive", "-Command", show] };
    }
    case "darwin":
      return {
        program: "/usr/bin/osascript",
        words: ["-e", 'display alert "QuickSupport" message (system attribute "BECKON_WORDS")'],
      };
    default: {
      const known = [
        'zenity --error --no-markup --title QuickSupport --text "$BECKON_WORDS"',
        'kdialog --title QuickSupport --error "$BECKON_WORDS"',
        'notify-send QuickSupport "$BECKON_WORDS"',
        'xmessage "$BECKON_WORDS"',
      ];
      const first = known.map((words) => `command -v ${words.split(" ", 1)[0]} >/dev/null && exec ${words}`);
      return { program: "sh", words: ["-c", first.join("\n")] };
    }
  }
}

/** Tells why nothing opens: in the terminal, and where nobody started it from one, in a window that outlives this program. */
export function tellPerson(words: string): void {
  console.error(words);
  if (process.stderr.isTTY || process.stdin.isTTY) return;
  const shown = windowFor(process.platform);
  const env = { ...process.env, BECKON_WORDS: words };
  const child = spawn(shown.program, shown.words, { stdio: "ignore", detached: true, windowsHide: true, env });
  // Where there is nothing to show it with, what was written has to do.
  child.once("error", () => undefined);
  child.unref();
}
