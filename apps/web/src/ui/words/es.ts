import { formatsOf } from "../formats.ts";
import type { RefusalWords } from "../refusals.ts";

const f = formatsOf("es");

export const refusals: RefusalWords = {
  notFound: () => "Esto ya no existe. Vuelva atrás y mire de nuevo.",
  notSignedIn: () => "Su sesión ha terminado. Inicie sesión de nuevo para continuar.",
  notAllowed: () => "No tiene permiso para hacer esto. Si lo necesita, pregunte a un administrador.",
  alreadyTaken: (r, now) => `${r.byName ?? "Alguien del equipo"} tomó este caso ${f.ago(r.at, now)}. Elija otro.`,
  changedMeanwhile: (r, now) =>
    `${r.byName ?? "Alguien"} cambió esto ${f.ago(r.at, now)}. No se ha sobrescrito nada: revise los nuevos valores e inténtelo de nuevo.`,
  notOpen: (r, now) =>
    r.state === "closed"
      ? `Este caso se cerró ${f.ago(r.at, now)}. Vuelva a abrirlo para continuar.`
      : `Este caso expiró ${f.ago(r.at, now)}. Vuelva a abrirlo para continuar.`,
  offerOver: () => "Este caso se ofrece ahora a un compañero. Tómelo a mano si lo quiere.",
  alreadyOpen: () => "Este caso ya está abierto.",
  inSession: (r) =>
    `${r.byName ?? "Alguien del equipo"} está en una sesión remota con este cliente. Espere a que termine.`,
  notConnected: () => "La otra parte ya no está. Inténtelo de nuevo cuando vuelva.",
  sessionFull: () => "No pueden entrar más compañeros. Despida antes a alguno.",
  codeNotValid: () => "Este código no funciona. Compruébelo o pida uno nuevo a su experto.",
  tooManyTries: (r) => `Demasiados intentos. Espere ${f.span(r.retryAfterSeconds * 1000)} e inténtelo de nuevo.`,
  moduleSuspended: () => "En este momento no se ofrece ayuda aquí. Vuelva más tarde, por favor.",
  inUse: () => "Esto todavía se usa. Mueva o quite primero lo que le pertenece.",
  casesOpen: () => "Este contacto todavía tiene casos abiertos. Ciérrelos primero.",
  partlySeen: () =>
    "Parte de este contacto está en grupos que usted no ve. Pídaselo a alguien que los vea todos, por ejemplo un administrador.",
  assigneeCannotSee: () =>
    "Esta persona no puede ver los casos de este grupo. Comparta primero el grupo con ella o elija a otra persona.",
  invalid: (r) =>
    ({
      required: "Falta algo. Rellene el campo marcado.",
      tooLong: "Es demasiado largo. Acórtelo.",
      tooMany: "Hay demasiados. Quite algunos primero.",
      tooShort: "Es demasiado corto. Amplíelo.",
      malformed: "No parece correcto. Compruebe cómo está escrito.",
      unknown: "Aquí no se conoce. Elija algo de la lista.",
      taken: "Ya está en uso. Elija otro.",
      notAccepted: "Acepte primero las condiciones, por favor.",
      circular: "Esto llevaría en círculo. Elija otro grupo.",
    })[r.problem],
  recordingsOff: () =>
    "Su empresa no guarda grabaciones en el servidor. Un administrador puede cambiarlo en los ajustes.",
  noSpace: () => "No queda espacio para esto. Quien administra el servidor puede ampliarlo.",
  otherKey: () => "Está cerrado con una clave que este servidor no tiene. Pregunte a quien administra el servidor.",
  damaged: () => "Se modificó o se dañó desde que se guardó, así que no se muestra.",
  unavailable: () => "El servidor no puede hacerlo en este momento. Inténtelo de nuevo en breve.",
};
