import { formatsOf } from "../../ui/formats.ts";
import type { factorsEn } from "./factors-en.ts";

const f = formatsOf("de");

/** The same in German. */
export const factorsDe: typeof factorsEn = {
  title: "Zweiter Faktor",
  intro:
    "Nach Ihrem Passwort fragt Beckon nach einem Code, den eine App auf Ihrem Telefon anzeigt. Mit dem Passwort allein kommt niemand hinein.",
  off: "Nicht eingerichtet.",
  on: "Eingerichtet: Nach dem Passwort wird ein Code verlangt.",
  codesLeft: (count) =>
    f.plural(count, { one: "# Wiederherstellungscode ist übrig.", other: "# Wiederherstellungscodes sind übrig." }),
  setUp: "Einrichten",
  turnOff: "Abschalten",
  turnOffText:
    "Danach genügt zum Anmelden Ihr Passwort allein. Zum Abschalten brauchen Sie Ihr Passwort und einen Code.",
  turnedOff: "Der zweite Faktor ist abgeschaltet.",
  newCodes: "Neue Wiederherstellungscodes",
  newCodesText: "Sie bekommen zehn neue Codes. Die alten gelten dann nicht mehr.",
  makeCodes: "Neue Codes machen",
  next: "Weiter",
  password: "Ihr Passwort",
  wrongPassword: "Das Passwort stimmt nicht.",
  scan: "Scannen Sie dies mit einer Authenticator-App auf Ihrem Telefon, zum Beispiel Aegis, 2FAS oder der Ihres Passwortmanagers.",
  qr: "QR-Code für die Authenticator-App",
  byHand: "Oder tippen Sie diesen Schlüssel dort ein:",
  copyKey: "Schlüssel kopieren",
  firstCode: "Die sechs Ziffern, die sie jetzt zeigt",
  confirm: "Prüfen und einschalten",
  turnedOn:
    "Der zweite Faktor ist an. Andere Browser, in denen Sie sich nur mit dem Passwort angemeldet hatten, sind abgemeldet.",
  codesTitle: "Wiederherstellungscodes",
  codesText:
    "Jeder lässt Sie einmal hinein, falls Sie Ihr Telefon nicht haben. Sie werden nur jetzt gezeigt: Bewahren Sie sie so auf, dass Sie sie ohne Telefon finden.",
  copyCodes: "Kopieren",
  saveCodes: "Herunterladen",
  printCodes: "Drucken",
  fileName: "beckon-wiederherstellungscodes.txt",
  kept: "Ich habe sie aufbewahrt",
  codeTitle: "Ihr Code",
  codeText: "Öffnen Sie Ihre Authenticator-App und tippen Sie die sechs Ziffern ein, die sie für Beckon zeigt.",
  code: "Sechsstelliger Code",
  paperText: "Tippen Sie einen Ihrer aufbewahrten Wiederherstellungscodes ein. Jeder gilt einmal.",
  paper: "Wiederherstellungscode",
  codeOrPaper: "Code oder Wiederherstellungscode",
  usePaper: "Wiederherstellungscode benutzen",
  useApp: "Authenticator-App benutzen",
  wrongCode:
    "Dieser Code stimmt nicht oder wurde schon benutzt. Warten Sie auf den nächsten und versuchen Sie es erneut.",
  wrongPaper: "Dieser Wiederherstellungscode stimmt nicht oder wurde schon benutzt.",
  again: "Das dauerte zu lange, oder es waren zu viele Versuche. Melden Sie sich noch einmal an.",
  back: "Zurück zur Anmeldung",
  lost: "Weder Telefon noch Code zur Hand? Ein Administrator kann Ihren zweiten Faktor zurücksetzen.",
  passkeys: {
    title: "Ihre Passkeys",
    intro:
      "Ein Passkey liegt auf Ihrem Gerät oder im Passwortmanager und wird mit Fingerabdruck, Gesicht oder PIN geöffnet. Er meldet Sie ohne Passwort an.",
    none: "Sie haben noch keinen Passkey.",
    unable: "Dieser Browser kann keine Passkeys anlegen.",
    add: "Passkey hinzufügen",
    addText:
      "Geben Sie ihm einen Namen, an dem Sie ihn erkennen, und bestätigen Sie mit Ihrem Passwort. Danach fragt Ihr Browser, wo er liegen soll.",
    name: "Name des Passkeys",
    nameHint: "Zum Beispiel „Laptop im Büro“",
    save: "Weiter",
    added: "Der Passkey ist hinzugefügt.",
    since: (when) => `seit ${when}`,
    lastUsed: (when) => `zuletzt benutzt ${when}`,
    neverUsed: "noch nicht benutzt",
    rename: "Umbenennen",
    renamed: "Der Passkey ist umbenannt.",
    remove: "Entfernen",
    removeText:
      "Er meldet Sie nicht mehr an. Andere Browser, in denen Sie sich mit einem Passkey angemeldet hatten, werden abgemeldet.",
    removed: "Der Passkey ist entfernt.",
    signIn: "Mit einem Passkey anmelden",
    refused: "Dieser Passkey meldet Sie hier nicht an. Nehmen Sie einen anderen oder Ihr Passwort.",
    notMade: "Es wurde kein Passkey angelegt.",
    already: "Dieses Gerät hat schon einen Passkey für Sie.",
    elsewhere: "Unter dieser Adresse gehen Passkeys nicht. Öffnen Sie Beckon unter der üblichen.",
  },
  policy: {
    title: "Pflicht zum zweiten Faktor",
    intro:
      "Wer sich bei Ihrem Unternehmen nur mit dem Passwort anmeldet, richtet dann zuerst einen zweiten Faktor ein, bevor irgendetwas geht. Ein Passkey oder die Anmeldung des Unternehmens zählt auch.",
    require: "Von allen einen zweiten Faktor verlangen",
    without: (without, people) =>
      without === 0
        ? "Alle, die sich mit einem Passwort anmelden, haben einen."
        : `${f.number(without)} von ${f.number(people)} Personen, die sich mit einem Passwort anmelden, haben noch keinen.`,
    askTitle: "Zweiten Faktor verlangen?",
    askText: "Wer keinen hat, wird sofort abgemeldet und richtet bei der nächsten Anmeldung einen ein.",
    yes: "Verlangen",
    ownFirst: "Richten Sie zuerst für sich selbst einen zweiten Faktor ein und melden Sie sich damit an.",
    changed: "Geändert.",
    last: "Ihr Unternehmen verlangt einen zweiten Faktor: Den letzten können Sie nicht entfernen.",
    setUpTitle: "Zweiten Faktor einrichten",
    setUpText: "Ihr Unternehmen verlangt einen zweiten Faktor. Richten Sie einen ein, um fortzufahren.",
    byPasskey: "Stattdessen einen Passkey nehmen",
    byApp: "Stattdessen eine Authenticator-App nehmen",
    usePasskey: "Ihr Unternehmen verlangt einen zweiten Faktor: Melden Sie sich mit Ihrem Passkey an.",
  },
  reset: {
    entry: "Zweiten Faktor zurücksetzen",
    title: (name) => `Zweiten Faktor von ${name} zurücksetzen?`,
    text: "Authenticator-App, Wiederherstellungscodes und Passkeys der Person gelten nicht mehr, und sie wird abgemeldet. Vergewissern Sie sich, dass wirklich sie darum bittet.",
    yes: "Zurücksetzen",
    done: (name) => `Der zweite Faktor von ${name} ist zurückgesetzt.`,
    toldTitle: "Ihr zweiter Faktor wurde zurückgesetzt",
    told: (by, when) =>
      `${by === "" ? "Der Betreiber" : by} hat ihn am ${when} zurückgesetzt: Authenticator-App, Wiederherstellungscodes und Passkeys gelten nicht mehr. Hatten nicht Sie darum gebeten? Ändern Sie Ihr Passwort und sagen Sie es einem Administrator.`,
    goOn: "Fortfahren",
  },
  ways: {
    password: "mit Passwort",
    code: "mit Passwort und Code",
    recoveryCode: "mit Passwort und Wiederherstellungscode",
    passkey: "mit Passkey",
    company: "über die Anmeldung des Unternehmens",
  },
};
