import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { windowFor } from "./tell-person.ts";

it("[U3] why nothing opens is shown by the first thing a Linux desktop has for it, word for word", () => {
  const folder = mkdtempSync(join(tmpdir(), "beckon-tell-"));
  try {
    const said = join(folder, "said");
    writeFileSync(join(folder, "kdialog"), `#!/bin/sh\nprintf %s "$4" > ${said}\n`, { mode: 0o755 });
    const words = `It's "lost": $HOME & more`;
    const { program, words: given } = windowFor("linux");
    const env = { PATH: `${folder}:/bin`, BECKON_WORDS: words };
    const { status } = spawnSync(`/bin/${program}`, given, { env });
    expect([status, readFileSync(said, "utf8")]).toEqual([0, words]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  expect(windowFor("win32").words.at(-1)).toContain("$env:BECKON_WORDS");
  expect(windowFor("darwin").words.at(-1)).toContain("BECKON_WORDS");
});
