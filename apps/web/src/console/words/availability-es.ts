import type { availabilityEn } from "./availability-en.ts";

/** What is said about who is there for cases, in Spanish. */
export const availabilityEs: typeof availabilityEn = {
  label: "Su disponibilidad",
  statuses: { online: "En línea", away: "Ausente", busy: "Ocupado", offline: "Desconectado" },
  hints: {
    online: "Recibe casos nuevos",
    away: "No está presente",
    busy: "Está presente, sin casos nuevos",
  },
  cases: (load, capacity) => `${load} de ${capacity} ${capacity === 1 ? "caso" : "casos"}`,
  because: { inactivity: "sin actividad", missed: "ofertas perdidas" },
  setAway: {
    inactivity:
      "Está ausente porque no ha tocado nada aquí durante 15 minutos. En cuanto toque algo estará en línea de nuevo.",
    missed: "Se le ha puesto como ausente porque perdió varias ofertas seguidas. No recibe casos nuevos.",
  },
  imBack: "He vuelto",
  setTo: { online: "Poner en línea", away: "Poner como ausente", busy: "Poner como ocupado" },
  hours: {
    title: "Horario propio",
    any: "A cualquier hora",
    anyHint: "Se dan casos siempre que se esté en línea.",
    own: "Solo a estas horas",
    ownHint: "A otras horas la casa no da casos. A mano, cualquiera puede tomar alguno.",
  },
  workload: {
    open: "Límite, conocimientos y horario",
    title: (name) => `Límite, conocimientos y horario de ${name}`,
    capacity: "Casos a la vez",
    capacityHint: "La casa no da más. A mano, cualquiera puede tomar más.",
    skills: "Conocimientos",
    skillsHint: "Palabras cortas, separadas por comas, tal como las piden los módulos: impresoras, inglés, facturas.",
    known: "Conocimientos de su equipo",
  },
  backAgain: (clock) => `Estuvo ausente desde las ${clock} porque no tocó nada aquí. Está en línea de nuevo.`,
};
