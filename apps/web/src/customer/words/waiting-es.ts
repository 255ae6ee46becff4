import { formatsOf } from "../../ui/formats.ts";
import type { WaitingRoomWords } from "./waiting-en.ts";

const f = formatsOf("es");
const minutes = (count: number) => f.plural(count, { one: "# minuto", other: "# minutos" });

/** What the waiting room says in Spanish. */
export const waitingRoomEs: WaitingRoomWords = {
  looking: "Estamos buscando a alguien para usted.",
  offered: "Hemos preguntado a alguien, que responderá enseguida.",
  busy: "Ahora mismo todos están ayudando a otra persona. Usted conserva su lugar.",
  nobody: "Ahora mismo no hay nadie del equipo. Puede dejar un mensaje o esperar: conserva su lugar.",
  closed: (opens) =>
    opens === null
      ? "Ahora está cerrado. Puede dejar un mensaje."
      : `Está cerrado hasta el ${opens}. Puede dejar un mensaje o esperar: conserva su lugar.`,
  anyway: "Esperar a alguien",
  range: (from, to) =>
    to === 1
      ? "Probablemente menos de un minuto."
      : from === 0
        ? `Probablemente menos de ${minutes(to)}.`
        : from === to
          ? `Probablemente unos ${minutes(to)}.`
          : `Probablemente de ${from} a ${minutes(to)}.`,
  longer: "Está tardando más de lo habitual. No podemos decir cuánto.",
  unknown: "Todavía no podemos decir cuánto tardará.",
  message: {
    offer: "Dejar un mensaje en su lugar",
    title: "Dejar un mensaje",
    intro: "No hace falta que espere aquí: le responderemos.",
    text: "¿En qué necesita ayuda?",
    how: "¿Cómo podemos contactarle?",
    email: "Por correo electrónico",
    phone: "Por teléfono",
    emailAt: "Su dirección de correo",
    phoneAt: "Su número de teléfono",
    badPhone: "Introduzca un número de teléfono.",
    callBack: "Por favor, llámenme",
    stays: "También sigo esperando aquí",
    send: "Enviar mensaje",
    sending: "Enviando…",
    back: "Volver",
    receivedTitle: "Tenemos su mensaje",
    received: (at) => `Le responderemos a ${at}. Puede cerrar esta página.`,
    receivedCall: (at) => `Le llamaremos al ${at}. Puede cerrar esta página.`,
    until: (when) => `Su caso permanece abierto hasta el ${when}.`,
    yours: "Su mensaje",
    beside: "También tenemos su mensaje: si se va, lo responderemos.",
    change: "Cambiar mensaje",
    wait: "Esperar aquí",
    tab: "Mensaje recibido",
  },
  attach: {
    title: "Imágenes y archivos",
    add: "Añadir una imagen o un archivo",
    hint: "También puede arrastrarlo o pegarlo aquí.",
    sending: (name) => `Se está enviando ${name}`,
    added: (name) => `Se añadió ${name}`,
    stop: "Quitar",
    tooLarge: "Supera los 20 MB.",
    empty: "Este archivo está vacío.",
    tooMany: (most) => `Como máximo, ${most} archivos.`,
  },
  answered: {
    email: "Su mensaje fue respondido por correo electrónico.",
    phone: "Su mensaje fue respondido por teléfono.",
    chat: "Su mensaje fue respondido en el chat.",
    other: "Su mensaje fue respondido.",
  },
};
