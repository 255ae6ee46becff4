import type { peopleEn } from "./people-en.ts";
import { formatsOf } from "../../ui/formats.ts";

const f = formatsOf("es");

/** What is said about several experts in one session, in Spanish. */
export const peopleEs: typeof peopleEn = {
  others: (count) =>
    f.plural(count, { one: "Personas y permisos, # compañero aquí", other: "Personas y permisos, # compañeros aquí" }),
  bringIn: "Traer a un compañero",
  bringInText: "Primero se pregunta al cliente. Su propia sesión sigue como está.",
  whom: "Compañero",
  nobody: "Todavía no hay nadie más en su empresa.",
  why: "Para qué",
  parts: { see: "Para ver y señalar", control: "También para controlar" },
  controlHint: "Controla uno de ustedes cada vez; el cliente decide quién.",
  noControl: "Un navegador solo comparte su imagen.",
  invite: "Invitar",
  invited: (name) => `Se ha invitado a ${name}.`,
  takeBack: (name) => `Retirar la invitación de ${name}`,
  sendAway: (name) => `Terminar la participación de ${name}`,
  handOver: (name) => `Ceder el caso a ${name}`,
  handOverTitle: (name) => `¿Ceder a ${name}?`,
  handOverText: (name) =>
    `A partir de entonces ${name} lleva el caso. La sesión sigue para los dos, y el cliente lo ve.`,
  note: "Nota para el equipo",
  noteHint: "El cliente no la ve.",
  handOverYes: "Ceder",
  handedOver: (name) => `Ahora ${name} lleva el caso.`,
  came: (name) => `${name} está aquí.`,
  went: (name) => `${name} se ha ido.`,
  yours: "Ahora usted lleva el caso.",
  you: (name) => `${name} (usted)`,
  has: "lleva el caso",
  stands: {
    invited: "con invitación",
    asking: "espera la respuesta del cliente",
    reconnecting: "reconectando",
    sees: "ve",
    controls: "controla",
    nothing: "no ve nada en este momento",
  },
  leave: "Salir",
  notForColleagues: "solo para el experto",
  invitation: {
    title: (by, customer) => `${by} le pide que entre en la sesión con ${customer}`,
    join: "Entrar",
    decline: "Ahora no",
  },
  over: {
    asked: "Ha salido de la sesión.",
    dropped: "La conexión estuvo perdida demasiado tiempo.",
    refused: "El cliente no quiso que entrara otro experto.",
    sentAway: "Se terminó su participación en la sesión.",
    over: "La sesión ha terminado.",
    takenBack: "Se retiró la invitación.",
    declined: "Usted no aceptó.",
  },
  timeline: {
    invited: (by, name, part) =>
      part === "control" ? `${by} trajo a ${name} para controlar` : `${by} trajo a ${name} para ver`,
    uninvited: {
      takenBack: (by, name) => `${by} retiró la invitación de ${name}`,
      declined: (_, name) => `${name} no aceptó`,
      over: (_, name) => `La invitación de ${name} terminó con la sesión`,
    },
    connected: (name) => `${name} entró en la sesión`,
    dropped: (name) => `${name} perdió la conexión`,
    returned: (name) => `${name} volvió`,
    left: {
      asked: (_, name) => `${name} salió de la sesión`,
      dropped: (_, name) => `${name} no volvió`,
      refused: (_, name) => `No se dejó entrar a ${name}`,
      sentAway: (by, name) => `${by} terminó la participación de ${name}`,
      over: (_, name) => `La participación de ${name} terminó con la sesión`,
    },
    consented: {
      allowed: (name) => `El cliente dejó entrar a ${name}`,
      denied: (name) => `El cliente no dejó entrar a ${name}`,
      unanswered: (name) => `El cliente no respondió si ${name} puede entrar`,
    },
    handedOver: (by, name) => `${by} cedió el caso a ${name}`,
  },
};
