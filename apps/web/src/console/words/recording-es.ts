import { formatsOf } from "../../ui/formats.ts";
import type { recordingEn } from "./recording-en.ts";

const f = formatsOf("es");
const days = (count: number) => f.plural(count, { one: "1 día", other: "# días" });

/** What the console says about recordings, in Spanish. */
export const recordingEs: typeof recordingEn = {
  start: "Grabar",
  stop: "Parar la grabación",
  ask: "Pedir grabar",
  asked: "Se ha preguntado al cliente si usted puede grabar.",
  on: "Grabando",
  saved: "La grabación está guardada.",
  kept: "La grabación está guardada con el caso.",
  failed: "No se ha podido seguir guardando la grabación. Lo guardado hasta entonces se queda.",
  cannot: "Este navegador no puede grabar.",
  takenBack: "El cliente ha terminado la grabación.",
  name: (code) => `sesion-${code}.webm`,

  settings: "Grabaciones",
  settingsIntro: "Qué pasa con las grabaciones de las sesiones. El cliente lo lee antes de permitir una.",
  keep: "Las grabaciones",
  keeps: {
    off: "Desactivadas: nadie graba",
    expert: "Se guardan en el ordenador del experto",
    server: "Se conservan en este servidor",
  },
  keepHint: {
    off: "Los expertos no pueden pedir grabar.",
    expert: "Beckon no guarda nada. Lo que pase con el archivo depende de usted y de sus expertos.",
    server:
      "Cifradas e incluidas en la copia de seguridad. Los expertos ven las suyas; los supervisores y administradores, las de sus grupos. Cada visionado consta en el registro.",
  },
  daysLabel: "Días hasta que se eliminan",
  daysHint:
    "Un plazo más corto vale también para lo que ya hay. Uno más largo, no: a los clientes se les dijo otra cosa.",
  change: "Guardar",
  changed: "Guardado. Vale para las sesiones que empiecen desde ahora.",

  title: "Grabaciones",
  none: "De este caso no se grabó nada.",
  watch: "Ver",
  watchOf: (when) => `Ver la grabación del ${when}`,
  states: { running: "grabando", cutOff: "interrumpida" },
  page: (when) => `Grabación del ${when}`,
  by: (name) => `Grabada por ${name}`,
  case: (code) => `Caso ${code}`,
  until: (when) => `Se elimina el ${when}`,
  cutOff: "La grabación se interrumpió. Se reproduce hasta su última parte.",
  running: "Aún se está grabando. Se reproduce hasta donde llegaba al abrirla.",
  empty: "No se grabó nada antes de que terminara.",
  logged: "Consta en el registro que usted la ve.",
  player: "La grabación",
  playerHint: "La barra espaciadora reproduce y pausa; las flechas avanzan y retroceden.",
  unplayable: "Este navegador no puede reproducir la grabación. Pruebe con un Chrome, Edge o Firefox actual.",
  events: "Qué pasó",
  noEvents: "No pasó nada aparte de lo que se ve.",
  event: {
    granted: (right) => `Permitido: ${right}`,
    takenBack: (right) => `Retirado: ${right}`,
    file: { sent: (name) => `Archivo enviado: ${name}`, received: (name) => `Archivo recibido: ${name}` },
    chat: { customer: "El cliente escribió", expert: "El experto escribió" },
    drew: "El experto dibujó",
    reconnecting: "Conexión perdida",
    reconnected: "Conectado de nuevo",
    restarting: "El ordenador se reinicia",
  },
  delete: "Eliminar la grabación",
  deleteTitle: "¿Eliminar esta grabación?",
  deleteText: "No se puede recuperar. El registro conserva que usted la eliminó.",
  deleted: "La grabación se ha eliminado.",
  days,
};
