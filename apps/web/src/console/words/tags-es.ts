import { formatsOf } from "../../ui/formats.ts";
import type { Words } from "./en.ts";

const f = formatsOf("es");

/** What the console says about tags and priority, in Spanish. */
export const tagsEs: Words["tags"] = {
  label: "Etiquetas",
  all: "Todas las etiquetas",
  addOne: "Etiqueta",
  add: (tag) => `Nueva etiqueta «${tag}»`,
  remove: (tag) => `Quitar la etiqueta ${tag}`,
  pick: (count) => f.plural(count, { one: "Etiquetar el caso", other: "Etiquetar # casos" }),
  placeholder: "Etiqueta",
  nothing: "Escriba una etiqueta",
  takeAway: "quitar",
  priorityOf: (count) => f.plural(count, { one: "Prioridad del caso", other: "Prioridad de # casos" }),
  now: "la actual",
  withValue: (fact, value) => `${fact} (${value})`,
  noTags: "ninguna",
  anyOutcome: "Todos los resultados",
  anyRating: "Todas las valoraciones",
};
