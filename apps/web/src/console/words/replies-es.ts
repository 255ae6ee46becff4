import type { Words } from "./en.ts";

/** What the console says about canned replies, in Spanish. */
export const repliesEs: Words["replies"] = {
  title: "Respuestas preparadas",
  intro:
    "Lo que su equipo responde a menudo. Los expertos lo ponen en el chat con «/» y su nombre, y lo ven antes de enviarlo.",
  insert: "Insertar una respuesta preparada",
  hint: "Mensaje, o / para respuestas preparadas",
  none: "Aún no hay respuestas preparadas.",
  newReply: "Nueva respuesta",
  editReply: "Modificar la respuesta",
  name: "Nombre",
  nameHint: "Lo que los expertos escriben tras «/».",
  scope: "Para",
  everybody: "Toda la empresa",
  text: (language) => `Texto (${language})`,
  placeholders:
    "Se rellenan {customer} (cliente), {expert} (experto), {company} (empresa) y {code} (código de sesión). Tras una barra se escribe lo que se dice si no se conoce: {customer|a todos}.",
  preview: "Así lo lee el cliente",
  nameless: "Sin nombre",
  required: "Escriba el texto en al menos un idioma.",
  newest: (who) => `${who} la ha cambiado entretanto. Si guarda ahora, se sustituye esto:`,
  deleteTitle: (name) => `¿Eliminar la respuesta ${name}?`,
  deleteText: "Lo que se escribió con ella se conserva.",
  change: (name) => `Modificar ${name}`,
};
