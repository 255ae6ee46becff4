import { formatsOf } from "../../ui/formats.ts";
import type { noticesEn } from "./notices-en.ts";

const f = formatsOf("es");

/** What the console says about notices, in Spanish. */
export const noticesEs: typeof noticesEn = {
  title: "Avisos",
  open: "Mientras tenga abierta una consola",
  badge: "Número de casos en espera en el título de la pestaña",
  sound: "Sonido",
  sounds: { chime: "Dos tonos", bell: "Campana", knock: "Golpes" },
  noSound: "Ninguno",
  play: "Escuchar",
  desktop: "Notificación en el escritorio",
  allowDesktop: "Este navegador todavía no tiene permiso para mostrarlas.",
  allow: "Permitir",
  closed: "Mientras no haya ninguna abierta",
  push: "En mis navegadores",
  pushHint:
    "También si el navegador no muestra ninguna página de Beckon. La mayoría solo lo hace mientras está en marcha.",
  browsers: "Navegadores que muestran avisos",
  here: "Este navegador",
  since: (day) => `desde el ${day}`,
  unknownBrowser: "Un navegador",
  forget: "Olvidar",
  addHere: "Mostrar avisos en este navegador",
  added: "Este navegador muestra avisos desde ahora.",
  cannotPush: "Este navegador no puede mostrar avisos mientras no haya ninguna página abierta.",
  needsHttps: "Los navegadores solo muestran avisos si Beckon se abre con https.",
  blocked: "Su navegador bloquea las notificaciones de esta página. Permítalas en sus ajustes.",
  noPushService: "El navegador no alcanza su servicio de notificaciones. Inténtelo más tarde o con otro navegador.",
  notAccepted:
    "Esta instalación no envía al servicio de notificaciones de este navegador. Su administrador puede permitirlo.",
  email: "Por correo electrónico",
  emailHint: (address) => `A ${address}`,
  noEmail: "Esta instalación no envía correo. Su administrador puede configurarlo.",
  which: "Qué casos y con qué frecuencia",
  untaken: "Casos que nadie ha tomado",
  mine: "Casos que me han asignado",
  escalated: "Casos a los que nadie acudió en el tiempo del grupo",
  times: "Cuándo",
  timesOf: {
    always: "Siempre",
    available: "Mientras no esté ausente ni ocupado",
    hours: "En este horario",
  },
  groups: "En qué grupos",
  allGroups: "En todos los míos",
  someGroups: "Solo en estos",
  repeat: "De nuevo, hasta que alguien tome el caso",
  repeatHint: "Sin consola abierta, como pronto tras un minuto, y cada vez más espaciado.",
  never: "Nunca",
  every: (ms) =>
    ms < 60_000
      ? f.plural(ms / 1000, { one: "Cada segundo", other: "Cada # segundos" })
      : f.plural(ms / 60_000, { one: "Cada minuto", other: "Cada # minutos" }),
  test: "Enviarme una prueba",
  tested: {
    none: "No ha elegido ni navegador ni correo, así que no se ha enviado nada.",
    browsers: (count) => f.plural(count, { one: "Enviado a un navegador.", other: "Enviado a # navegadores." }),
    failed: (count) =>
      f.plural(count, { one: "No se pudo alcanzar un navegador.", other: "No se pudo alcanzar # navegadores." }),
    sent: "Hay un correo en camino.",
    emailFailed: "No se pudo enviar el correo. Su administrador encuentra el motivo en el registro.",
  },
};
