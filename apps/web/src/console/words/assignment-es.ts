import type { assignmentEn } from "./assignment-en.ts";
import { formatsOf } from "../../ui/formats.ts";

const f = formatsOf("es");

/** What is said about handing out cases, in Spanish. */
export const assignmentEs: typeof assignmentEn = {
  offer: {
    title: (customer) => `${customer} está esperando: se le ofrece este caso`,
    why: (reason) => `Por qué usted: ${reason}`,
    left: (clock) => `quedan ${clock}`,
    accept: "Aceptar",
    decline: "Ahora no",
    key: "y",
    yours: (customer) => `El caso de ${customer} es suyo.`,
    to: (name) => `Ofrecido a ${name}`,
    toYou: "Ofrecido a usted",
  },
  reason: {
    online: "en línea",
    load: (load, capacity) => `${f.number(load)} de ${f.plural(capacity, { one: "# caso", other: "# casos" })}`,
    because: {
      lastExpert: "ayudó a este cliente la última vez",
      onlyOne: "no hay nadie más libre",
      longestFree: "lleva más tiempo libre",
      leastBusy: "es quien menos tiene que hacer",
    },
    has: (skills) => `conoce ${skills}`,
    lacks: (skills) => `nadie libre conoce ${skills}`,
    askedBefore: "ya se preguntó a los demás",
  },
  timeline: {
    offered: (name, reason) => `Ofrecido a ${name}: ${reason}`,
    ended: {
      accepted: (name) => `${name} aceptó la oferta`,
      declined: (name) => `${name} rechazó la oferta`,
      missed: (name) => `${name} no respondió a tiempo a la oferta`,
      taken: (name) => `La oferta a ${name} terminó: el caso se tomó a mano`,
      withdrawn: (name) => `La oferta a ${name} se retiró`,
    },
    moved: (span, from, to) => `Nadie acudió en ${span}: pasó de ${from} a ${to} y se avisó a los supervisores`,
    stayed: (span) => `Nadie acudió en ${span}: se avisó a los supervisores`,
  },
  escalated: (code, span, to) =>
    to === null
      ? `Nadie acudió al caso ${code} en ${span}.`
      : `Nadie acudió al caso ${code} en ${span}. Ahora está en ${to}.`,
  settings: {
    title: "Reparto de casos",
    who: "Los casos se ofrecen solo a quienes pueden escribir en el grupo y están en línea, por debajo de su límite y dentro de su horario. A mano, cualquiera puede tomar más.",
    policy: "Quién recibe un caso nuevo",
    policies: {
      offerToAll: ["Quien lo tome primero", "Todos ven el caso; lo tiene el primero que lo toma."],
      roundRobin: ["Por turnos", "Se ofrece a quien lleva más tiempo sin un caso nuevo."],
      leastBusy: ["Quien menos tiene que hacer", "Se ofrece a quien ha alcanzado la menor parte de su propio límite."],
      skills: [
        "Por conocimientos",
        "Se ofrece a quien tiene todos los conocimientos que exige el módulo. Si nadie los tiene, se deja de lado el menos importante, uno cada vez. Entre varios: quien menos tiene que hacer.",
      ],
    },
    accept: "Segundos para aceptar una oferta",
    acceptHint: "Después pasa a la persona siguiente. Quien deja pasar tres seguidas queda como ausente.",
    escalate: "Minutos hasta que un caso se escala",
    escalateHint: "Si para entonces no ha acudido nadie, se avisa a los supervisores.",
    fallback: "Después pasarlo a",
    noFallback: "Dejarlo en este grupo",
    saved: (group) => `${group}: el reparto está guardado.`,
  },
  hours: {
    title: "Horario",
    always: "Siempre abierto",
    set: "Solo a estas horas",
    alwaysHint: "Los casos se ofrecen a cualquier hora.",
    setHint: "A otras horas se dice a los clientes cuándo se vuelve a abrir, y no se ofrecen casos a nadie.",
    timeZone: "Zona horaria",
    unknownZone: "Esta zona horaria no se conoce. Ejemplo: Europe/Madrid.",
    toFriday: "hasta el viernes",
    closed: "cerrado",
    from: (day) => `${day}, desde`,
    to: (day) => `${day}, hasta`,
    add: (day) => `Añadir una hora el ${day}`,
    remove: (day, from) => `Quitar la hora del ${day} desde las ${from}`,
    copy: (day) => `Usar las horas del ${day} de lunes a viernes`,
    nextDay: "del día siguiente",
    holidays: "Días festivos",
    holidaysHint: "Cerrado todo el día.",
    noHolidays: "Todavía ninguno.",
    holiday: "Fecha de un día festivo",
    addHoliday: "Añadir",
    removeHoliday: (date) => `Quitar ${date}`,
    none: "Indique al menos una hora o elija «Siempre abierto».",
  },
  module: {
    title: "Reparto de casos",
    inherit: "Como en el grupo",
    inheritHint: "Los casos de este módulo se reparten como los demás de su grupo.",
    skills: "Conocimientos que exigen los casos de este módulo",
    skillsHint: "El más importante primero. Cuentan donde se reparte por conocimientos.",
    skill: "Conocimiento",
    addSkill: "Añadir",
    up: (skill) => `Subir ${skill}`,
    down: (skill) => `Bajar ${skill}`,
    remove: (skill) => `Quitar ${skill}`,
    noSkills: "No se exige ninguno.",
    hours: "Horario de este módulo",
    sameHours: "Como en el grupo",
    ownHours: "Propio",
  },
};
