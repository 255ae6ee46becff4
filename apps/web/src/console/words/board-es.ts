import { formatsOf } from "../../ui/formats.ts";
import type { boardEn } from "./board-en.ts";

const f = formatsOf("es");

/** What the supervisor's board says, in Spanish. */
export const boardEs: typeof boardEn = {
  title: "Tablero",
  intro: "Arrastre un caso a una persona o a otro grupo; o pulse m sobre él y elija.",
  group: "Grupo",
  allGroups: "Todos los grupos",
  today: "Hoy",
  figures: {
    came: "Llegaron",
    waiting: "Esperan ahora",
    taken: "Atendidos",
    within: "A tiempo",
    median: "Espera mediana",
    longest: "Espera más larga",
    givenUp: "Desistieron",
    closed: "Cerrados",
    rating: "Valoración",
  },
  hints: {
    came: "Casos creados hoy",
    waiting: "Clientes que están presentes y a los que nadie ha llegado aún",
    taken: "Clientes que se han reunido hoy con un experto",
    within: "De ellos, cuántos antes del primer límite del grupo",
    median: "La mitad de los atendidos esperó menos",
    longest: "Incluidos los que aún esperan",
    givenUp: "Se fueron antes de que llegara alguien, sin dejar mensaje",
    closed: "Casos cerrados hoy",
    rating: "Estrellas de los casos cerrados hoy",
  },
  rated: (count) => f.plural(count, { one: "# valoración", other: "# valoraciones" }),
  waits: "Quién espera",
  nobodyWaits: "Nadie espera.",
  limits: (first, second) => `Límites: ${first}, ${second}`,
  toAnswer: (count) => f.plural(count, { one: "# mensaje por responder", other: "# mensajes por responder" }),
  isOn: "Quién está",
  offline: (count) => f.plural(count, { one: "# persona desconectada", other: "# personas desconectadas" }),
  since: (clock) => `desde las ${clock}`,
  move: (name) => `Mover el caso de ${name}`,
  moveTitle: (name) => `Mover el caso de ${name} a`,
  movePlaceholder: "Nombre de una persona o un grupo",
  nothing: "Nadie y ningún grupo con ese nombre",
  toGroup: (name) => `Grupo ${name}`,
  moved: (customer, to) => `El caso de ${customer} está ahora con ${to}.`,
  key: "Mover el caso que tiene el foco, en el tablero",
};
