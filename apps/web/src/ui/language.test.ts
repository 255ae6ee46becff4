import { describe, expect, it } from "vitest";
import { formatsOf } from "./formats.ts";
import { chooseLanguage } from "./language.ts";
import { sayRefusal } from "./refusals.ts";
import { refusals as de } from "./words/de.ts";
import { refusals as en } from "./words/en.ts";
import { refusals as es } from "./words/es.ts";

describe("[U2] the language of a page", () => {
  it("follows the address, then the remembered choice, then the browser's order, else English", () => {
    expect(chooseLanguage({ search: "?lang=es", remembered: "de", preferred: ["en"] })).toBe("es");
    expect(chooseLanguage({ search: "", remembered: "de", preferred: ["en"] })).toBe("de");
    expect(chooseLanguage({ search: "?lang=xx", remembered: "", preferred: ["fr-FR", "es-MX", "de"] })).toBe("es");
    expect(chooseLanguage({ search: "", remembered: null, preferred: ["fr"] })).toBe("en");
    expect(chooseLanguage({ search: "?lang=constructor", remembered: null, preferred: [] })).toBe("en");
  });

  it("forms plurals and spans", () => {
    const [german, spanish] = [formatsOf("de"), formatsOf("es")];
    expect(german.plural(1, { one: "# Person", other: "# Personen" })).toBe("1 Person");
    expect(german.plural(1200, { one: "# Person", other: "# Personen" })).toBe("1.200 Personen");
    expect(spanish.span(125_000)).toBe("2 minutos");
    expect(german.ago(0, 3 * 3_600_000)).toBe("vor 3 Stunden");
    expect(german.clock(3_847_000)).toBe("1:04:07");
  });
});

describe("[U3] every refusal is told in words", () => {
  it.each([
    ["en", en, "Ana took this case 2 seconds ago. Choose another one."],
    ["de", de, "Ana hat diese Service-Anfrage vor 2 Sekunden übernommen. Wählen Sie eine andere."],
    ["es", es, "Ana tomó este caso hace 2 segundos. Elija otro."],
  ] as const)("in %s", (_, words, told) => {
    expect(sayRefusal(words, { reason: "alreadyTaken", byId: "p", at: 8000, byName: "Ana" }, 10_000)).toBe(told);
    expect(sayRefusal(words, { reason: "invalid", field: "email", problem: "malformed" }, 0)).not.toBe("");
  });
});
