import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { nameProgram, readProgramName, TAR_END_BYTES, tarEntry } from "./program.ts";

const move = "Ab-_".repeat(10) + "xyz";
const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
const origin = fc.oneof(
  fc.constantFrom("http://localhost:8080", "http://127.0.0.1:41234", "https://help.example.com"),
  fc.tuple(fc.domain(), fc.option(fc.integer({ min: 1024, max: 65_535 }))).map(([host, port]) => {
    return `https://${host.toLowerCase()}${port === null ? "" : `:${port}`}`;
  }),
);

it("[M7] a program's name tells its server and module, also after a browser has numbered it", () => {
  fc.assert(
    fc.property(
      slug,
      origin,
      fc.boolean(),
      fc.constantFrom("", ".exe", " (1).exe", "(2).run", ".run"),
      (module, server, moves, more) => {
        const owner = { server, module, ...(moves ? { move } : {}) };
        expect(readProgramName(nameProgram(owner) + more)).toEqual(owner);
      },
    ),
  );
});

it("[M7][X18] a name that leads elsewhere than to a server over TLS or to this computer is no name", () => {
  for (const name of [
    "setup.exe",
    "QuickSupport.exe",
    "QuickSupport_a.exe",
    "QuickSupport_a_b/c.exe",
    "QuickSupport_../x_h.exe",
  ]) {
    expect(readProgramName(name)).toBeUndefined();
  }
  expect(readProgramName("QuickSupport_acme_192.0.2.7_8080.exe")?.server).toBe("https://192.0.2.7:8080");
});

it("[M7] what it packs, tar unpacks: the program may be run, the file beside it says whose it is", () => {
  const folder = mkdtempSync(join(tmpdir(), "beckon-tar-"));
  try {
    const program = new Uint8Array(70_001).map((_, index) => index * 7);
    const parts = [
      tarEntry("QuickSupport", 0o755, program),
      tarEntry("owner.json", 0o644, new TextEncoder().encode("{}")),
    ];
    writeFileSync(join(folder, "all.tar"), Buffer.concat([...parts, new Uint8Array(TAR_END_BYTES)]));
    expect(spawnSync("tar", ["-xf", "all.tar"], { cwd: folder }).status).toBe(0);
    expect(readFileSync(join(folder, "QuickSupport")).equals(program)).toBe(true);
    expect(statSync(join(folder, "QuickSupport")).mode & 0o777).toBe(0o755);
    expect(readFileSync(join(folder, "owner.json"), "utf8")).toBe("{}");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
