import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { OWNER_FILE, readProgramName } from "@beckon/protocol/program.ts";
import { CommandFault, readCommand } from "./command.ts";
import { findOwner } from "./owner.ts";

/** Names, files and words by which somebody could lead the program to a server it must not talk to [X18]. */
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "beckon-owner-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nothing = readCommand([], "/");
if (nothing === "help") throw new Error("no command");

const strange = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom("https://help.example.com", "http://127.0.0.1:80", "http://evil.example", "https://a:b@evil.example"),
  fc.constantFrom(
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://x#y",
    "https://x?y",
    "https://[::1]",
    "https://%00",
  ),
  fc.constantFrom("__proto__", "../../etc", "support", "S", "a".repeat(65), "A".repeat(43), "\u202e", "\ud800"),
);

/** Throws unless this is an owner the program may talk to, or a fault in words. */
function mayBe(act: () => ReturnType<typeof findOwner>): boolean {
  let owner;
  try {
    owner = act();
  } catch (error) {
    if (error instanceof CommandFault) return true;
    throw error;
  }
  const { protocol, hostname, origin } = new URL(owner.server);
  expect(owner.server).toBe(origin);
  expect(protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1"].includes(hostname))).toBe(true);
  expect(owner.module).toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/);
  return true;
}

it("[X18] [M7] whatever a program is called, it belongs to a server over TLS or to nobody", () => {
  const part = fc.oneof(
    strange,
    fc.constantFrom("_", "QuickSupport", "_m", " (1)", ".exe", "help.example.com", "localhost"),
  );
  const name = fc.oneof(
    strange,
    fc.array(part, { maxLength: 8 }).map((parts) => `QuickSupport_${parts.join("_")}`),
    fc.array(part, { maxLength: 8 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(name, (text) => mayBe(() => findOwner(nothing, join("/nowhere", text.replaceAll("/", "_"))))),
    { seed: 31, numRuns: 3_000 },
  );
  expect(readProgramName(`QuickSupport_a_${"a.".repeat(50_000)}`)).toBeUndefined();
});

it("[X18] [M7] whatever stands in the file beside it, it belongs to a server over TLS or to nobody", () => {
  const owner = fc.record(
    { server: strange, module: strange, key: strange, move: strange, __proto__: strange },
    { requiredKeys: [] },
  );
  const text = fc.oneof(
    owner.map((value) => JSON.stringify(value)),
    fc.json(),
    fc.string({ unit: "binary" }),
    fc.constantFrom("null", "[]", '{"__proto__":{"server":"http://evil.example","module":"a"}}'),
  );
  fc.assert(
    fc.property(text, (content) => {
      writeFileSync(join(folder, OWNER_FILE), content);
      return mayBe(() => findOwner(nothing, join(folder, "QuickSupport")));
    }),
    { seed: 32, numRuns: 500 },
  );
});

it("[X18] whatever its words are, it understands them or says what is wrong", () => {
  const flag = fc.constantFrom(
    "--server",
    "--module",
    "--move",
    "--data",
    "--browser",
    "--sos",
    "--server=",
    "--",
    "-h",
    "--x",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(flag, strange), { maxLength: 7 }), (words) =>
      mayBe(() => {
        const command = readCommand(words, "/");
        return command === "help"
          ? { server: "https://help.example.com", module: "help" }
          : findOwner(command, "/nowhere/QuickSupport_help_help.example.com");
      }),
    ),
    { seed: 33, numRuns: 3_000 },
  );
});
