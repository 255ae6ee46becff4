import { formatsOf } from "../../ui/formats.ts";
import type { contactsEn } from "./contacts-en.ts";

const f = formatsOf("es");

/** What is said about Computers & Contacts, in Spanish. */
export const contactsEs: typeof contactsEn = {
  title: "Ordenadores y contactos",
  groups: "Grupos",
  allGroups: "Todos los grupos",
  openCases: (count) => f.plural(count, { one: "# caso abierto", other: "# casos abiertos" }),
  cases: "Casos",
  contacts: "Contactos",
  computers: "Ordenadores",
  search: "Buscar contactos y ordenadores",
  share: "Compartir …",
  shareTitle: (group) => `Grupo ${group}`,
  noCases: "Nadie pide ayuda aquí en este momento.",
  noContacts: "Todavía no hay contactos",
  noContactsText:
    "Quien pide ayuda se convierte por sí solo en contacto: por su correo electrónico, o por el navegador o el ordenador con que viene.",
  noComputers: "Todavía no hay ordenadores",
  noComputersText: "Un ordenador aparece aquí cuando alguien pide ayuda desde él con el módulo de escritorio.",
  noMatch: "Nada coincide.",
  loadMore: "Cargar más",
  unnamed: "Contacto sin nombre",
  unknownComputer: "Ordenador sin nombre",
  name: "Nombre",
  email: "Correo electrónico",
  otherEmails: "También conocido por",
  note: "Nota",
  group: "Archivado en",
  notFiled: "Donde están sus casos",
  since: "Contacto desde",
  lastSeen: "Visto por última vez",
  firstSeen: "Visto por primera vez",
  counts: (all, open) =>
    open === 0
      ? f.plural(all, { one: "# caso", other: "# casos" })
      : `${f.plural(all, { one: "# caso", other: "# casos" })}, ${f.plural(open, { one: "# abierto", other: "# abiertos" })}`,
  system: "Sistema",
  program: "Programa",
  memory: "Memoria",
  screen: "Pantalla",
  contact: "Contacto",
  openContact: "Abrir contacto",
  partly: "Parte de este contacto está en grupos que usted no ve. Usted ve lo que consta en los casos de sus grupos.",
  newContact: "Nuevo contacto",
  create: "Crear",
  created: "Contacto creado",
  newCase: "Nuevo caso",
  export: "Exportar datos",
  exported:
    "Todo lo que se guarda de este contacto está en el archivo. El registro de auditoría dice que usted lo exportó.",
  erase: "Borrar …",
  eraseAct: "Borrar",
  eraseTitle: (name) => `¿Borrar ${name}?`,
  eraseText:
    "Se borran el contacto, sus ordenadores y todo lo personal de sus casos: nombres, direcciones, descripciones, chat, notas, archivos y grabaciones. Que hubo casos, y en qué acabaron, se conserva. Esto no se puede deshacer.",
  erased: "Borrado",
  merge: "Unir …",
  mergeTitle: "Unir con otro contacto",
  mergeText: (name) => `Elija el duplicado. Pasará a formar parte de ${name}.`,
  mergeSearch: "Nombre o correo del duplicado",
  mergeNone: "No se encontró otro contacto.",
  mergeBecomes: "En qué se convierte",
  mergeAct: "Unir",
  mergeFinal: "No se pierde nada de ninguno. No se puede volver a separar.",
  merged: "Unidos",
  other: "Elegir otro",
  gone: "Este contacto no existe, o usted no lo ve.",
  back: "Todos los contactos",
};
