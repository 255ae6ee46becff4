import { formatsOf } from "../../ui/formats.ts";
import type { Words } from "./en.ts";

const f = formatsOf("de");

/** What the console says about tags and priority, in German. */
export const tagsDe: Words["tags"] = {
  label: "Schlagwörter",
  all: "Alle Schlagwörter",
  addOne: "Schlagwort",
  add: (tag) => `Neues Schlagwort „${tag}“`,
  remove: (tag) => `Schlagwort ${tag} entfernen`,
  pick: (count) =>
    f.plural(count, { one: "Anfrage mit Schlagwort versehen", other: "# Anfragen mit Schlagwort versehen" }),
  placeholder: "Schlagwort",
  nothing: "Geben Sie ein Schlagwort ein",
  takeAway: "entfernen",
  priorityOf: (count) => f.plural(count, { one: "Priorität der Anfrage", other: "Priorität von # Anfragen" }),
  now: "wie jetzt",
  withValue: (fact, value) => `${fact} (${value})`,
  noTags: "keine",
  anyOutcome: "Alle Ergebnisse",
  anyRating: "Alle Bewertungen",
};
