import { formatsOf } from "../../ui/formats.ts";
import type { contactsEn } from "./contacts-en.ts";

const f = formatsOf("de");

/** What is said about Computers & Contacts, in German. */
export const contactsDe: typeof contactsEn = {
  title: "Computer & Kontakte",
  groups: "Gruppen",
  allGroups: "Alle Gruppen",
  openCases: (count) => f.plural(count, { one: "# offene Anfrage", other: "# offene Anfragen" }),
  cases: "Anfragen",
  contacts: "Kontakte",
  computers: "Computer",
  search: "Kontakte und Computer suchen",
  share: "Freigeben …",
  shareTitle: (group) => `Gruppe ${group}`,
  noCases: "Hier bittet gerade niemand um Hilfe.",
  noContacts: "Noch keine Kontakte",
  noContactsText:
    "Wer um Hilfe bittet, wird von selbst zum Kontakt: durch die E-Mail-Adresse oder durch den Browser oder Computer, mit dem er kommt.",
  noComputers: "Noch keine Computer",
  noComputersText: "Ein Computer erscheint hier, wenn jemand darauf mit dem Desktop-Modul um Hilfe bittet.",
  noMatch: "Nichts passt dazu.",
  loadMore: "Mehr laden",
  unnamed: "Kontakt ohne Namen",
  unknownComputer: "Computer ohne Namen",
  name: "Name",
  email: "E-Mail",
  otherEmails: "Auch bekannt unter",
  note: "Notiz",
  group: "Abgelegt in",
  notFiled: "Wo die Anfragen sind",
  since: "Kontakt seit",
  lastSeen: "Zuletzt gesehen",
  firstSeen: "Zuerst gesehen",
  counts: (all, open) =>
    open === 0
      ? f.plural(all, { one: "# Anfrage", other: "# Anfragen" })
      : `${f.plural(all, { one: "# Anfrage", other: "# Anfragen" })}, ${open} offen`,
  system: "System",
  program: "Programm",
  memory: "Arbeitsspeicher",
  screen: "Bildschirm",
  contact: "Kontakt",
  openContact: "Kontakt öffnen",
  partly:
    "Ein Teil dieses Kontakts liegt in Gruppen, die Sie nicht sehen. Sie sehen, was in den Anfragen Ihrer Gruppen steht.",
  newContact: "Neuer Kontakt",
  create: "Anlegen",
  created: "Kontakt angelegt",
  newCase: "Neue Anfrage",
  export: "Daten exportieren",
  exported:
    "Alles, was über diesen Kontakt gespeichert ist, steht in der Datei. Das Prüfprotokoll hält fest, dass Sie es exportiert haben.",
  erase: "Löschen …",
  eraseAct: "Löschen",
  eraseTitle: (name) => `${name} löschen?`,
  eraseText:
    "Gelöscht werden der Kontakt, seine Computer und alles Persönliche in seinen Anfragen: Namen, Adressen, Beschreibungen, Chat, Notizen, Dateien und Aufzeichnungen. Dass es Anfragen gab und was aus ihnen wurde, bleibt. Das lässt sich nicht rückgängig machen.",
  erased: "Gelöscht",
  merge: "Zusammenführen …",
  mergeTitle: "Mit einem anderen Kontakt zusammenführen",
  mergeText: (name) => `Wählen Sie die Dublette. Sie wird Teil von ${name}.`,
  mergeSearch: "Name oder E-Mail der Dublette",
  mergeNone: "Kein anderer Kontakt gefunden.",
  mergeBecomes: "Was daraus wird",
  mergeAct: "Zusammenführen",
  mergeFinal: "Von beiden geht nichts verloren. Es lässt sich nicht wieder trennen.",
  merged: "Zusammengeführt",
  other: "Anderen wählen",
  gone: "Diesen Kontakt gibt es nicht, oder Sie sehen ihn nicht.",
  back: "Alle Kontakte",
};
