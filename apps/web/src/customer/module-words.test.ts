import { expect, it } from "vitest";
import { disclaimerIn, moduleWords } from "./module-words.ts";

const branding = {
  company: "Acme",
  accent: "#000000",
  logo: null,
  title: "Help",
  welcome: "Welcome",
  waiting: "",
  translations: { de: { title: "Hilfe", welcome: "", waiting: "Bitte warten" } },
};
const page = { slug: "a", branding, fields: { name: "hidden", email: "hidden", description: "hidden" } as const };

it("[M13] a visitor reads a module's words in their language, or else in its first", () => {
  expect(moduleWords(branding, "de")).toEqual({ title: "Hilfe", welcome: "Welcome", waiting: "Bitte warten" });
  expect(moduleWords(branding, "es")).toEqual({ title: "Help", welcome: "Welcome", waiting: "" });
});

it("[M13] what has to be accepted is read in the visitor's language, and nothing is asked where the module asks nothing", () => {
  const asking = {
    ...page,
    disclaimer: "Agree",
    disclaimers: { de: "Zustimmen" },
    suspended: false,
    closed: null,
    programs: [],
  };
  expect(disclaimerIn(asking, "de")).toBe("Zustimmen");
  expect(disclaimerIn(asking, "en")).toBe("Agree");
  expect(disclaimerIn({ ...asking, disclaimer: "" }, "de")).toBe("");
});
