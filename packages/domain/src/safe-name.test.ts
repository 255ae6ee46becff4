import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberedName, safeName } from "./safe-name.ts";

describe("[X20] the name of a received file", () => {
  it.each([
    ["report.pdf", "report.pdf"],
    ["../../etc/passwd", "passwd"],
    ["..\\..\\Windows\\win.ini", "win.ini"],
    ["/etc/shadow", "shadow"],
    ["C:\\Users\\ana\\a.txt", "a.txt"],
    ["a.txt\0.png", "a.txt.png"],
    ["..", "file"],
    ["", "file"],
    ["dir/", "dir"],
    [".bashrc", "_bashrc"],
    ["...", "file"],
    ["CON", "_CON"],
    ["nul.txt", "_nul.txt"],
    ["com1.tar.gz", "_com1.tar.gz"],
    ["LPT¹.log", "_LPT¹.log"],
    ["desktop.ini", "_desktop.ini"],
    ["invoice.pdf. . .", "invoice.pdf"],
    ["invoice\u202Efdp.exe", "invoicefdp.exe"],
    ["a\u200B\uFEFFb.txt", "ab.txt"],
    ['what?*<>|":.txt', "what_______.txt"],
    ["a:b.txt:Zone.Identifier", "a_b.txt_Zone.Identifier"],
    ["Zażółć 漢字.txt", "Zażółć 漢字.txt"],
    ["e\u0301.txt", "é.txt"],
    ["line\nbreak\r.txt", "linebreak.txt"],
  ])("%j becomes %j", (given, safe) => expect(safeName(given)).toBe(safe));

  it("is one short segment without anything a system could take for more, whatever was sent", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.string({ unit: fc.constantFrom(".", "/", "\\", " ", ":", "\0", "c", "o", "n", "\u202E", "\u00A0") }),
        ),
        (given) => {
          const safe = safeName(given);
          expect(safe).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}]/u);
          expect(safe).not.toMatch(/^\.|^$|[. ]$/);
          expect(new TextEncoder().encode(safe).length).toBeLessThanOrEqual(190);
          expect(safeName(safe)).toBe(safe);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("keeps its ending when it is too long, and when it is numbered", () => {
    expect(safeName(`${"ü".repeat(400)}.docx`)).toMatch(/^ü+\.docx$/);
    expect(numberedName("report.tar.gz", 2)).toBe("report (2).tar.gz");
    expect(numberedName("README", 3)).toBe("README (3)");
    expect(numberedName("report.pdf", 1)).toBe("report.pdf");
  });
});
