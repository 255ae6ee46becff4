import type { WaitingWords } from "./waiting-en.ts";

/** What is said about customers who wait or left a message, in Spanish. */
export const waitingEs: WaitingWords = {
  toAnswer: "Por responder",
  callBack: "llamar",
  message: "Mensaje por responder",
  besideWaiting: "El cliente también sigue esperando. El mensaje cuenta cuando se vaya.",
  left: (when) => `dejado ${when}`,
  wishesCall: "El cliente desea que le llamen.",
  emailTo: "Escribir un correo",
  callTo: "Llamar",
  answer: "Respondido",
  answerTitle: "¿Cómo se respondió el mensaje?",
  answerText: "La respuesta queda en el caso, y el caso se cierra.",
  way: "Respondido",
  ways: { email: "Por correo electrónico", phone: "Por teléfono", chat: "En el chat", other: "De otra forma" },
  note: "Qué se respondió",
  noteHint: "Lo ve su equipo en el caso; el cliente, no.",
  record: "Cerrar caso",
  validity: "Plazo para responder mensajes (días)",
  attachments: { title: "Imágenes y archivos", look: (name) => `Ver ${name}`, save: (name) => `Descargar ${name}` },
  timeline: {
    left: (text) => `El cliente dejó un mensaje: ${text}`,
    beside: (text) => `El cliente dejó un mensaje y sigue esperando: ${text}`,
    answered: (who, way, note) =>
      `${who} respondió el mensaje (${way.toLocaleLowerCase("es")})${note === "" ? "" : `: ${note}`}`,
    attached: (name) => `El cliente añadió ${name}`,
    takenBack: "El cliente prefiere esperar y retiró el mensaje",
  },
};
