import { formatsOf } from "../../ui/formats.ts";
import type { DesktopWords } from "./desktop-en.ts";

/** Was nur die Seite des Programms sagt, auf Deutsch. */
export const words: DesktopWords = {
  consent: {
    title: (expert) => `Darf ${expert} an diesem Computer helfen?`,
    see: "Ihren ganzen Bildschirm sehen und darauf zeigen",
    also: "Wenn Sie möchten, erlauben Sie mehr:",
    more: {
      control: "Ihre Maus und Tastatur benutzen",
      clipboard: "Zwischen beiden Computern kopieren und einfügen",
      files: "Ihnen Dateien senden und von Ihnen gewählte erhalten",
    },
    calm: (keys) =>
      keys === ""
        ? "Sie können das jederzeit ändern und mit einem Knopf alles beenden."
        : `Sie können das jederzeit ändern. ${keys} beendet sofort alles.`,
    allowSeeing: "Erlauben, nur sehen",
    allow: "Angekreuztes erlauben",
    resume: "Das Programm wurde neu gestartet, Ihr Bildschirm wird daher nicht mehr gezeigt.",
    resumeGo: "Bildschirm wieder zeigen",
    failed: "Es konnte nicht gestartet werden. Versuchen Sie es noch einmal.",
  },
  rights: {
    see: "Bildschirm sehen",
    point: "Zeigen und zeichnen",
    control: "Maus und Tastatur",
    clipboard: "Kopieren und einfügen",
    files: "Dateien",
    restart: "Computer neu starten",
    record: "Gesehenes aufzeichnen",
  },
  asks: {
    see: (expert) => `${expert} möchte Ihren Bildschirm sehen.`,
    point: (expert) => `${expert} möchte auf Ihrem Bildschirm zeigen und zeichnen.`,
    control: (expert) => `${expert} möchte Ihre Maus und Tastatur benutzen.`,
    clipboard: (expert) => `${expert} möchte zwischen beiden Computern kopieren und einfügen.`,
    files: (expert) => `${expert} möchte Dateien senden und erhalten.`,
    restart: (expert) =>
      `${expert} möchte diesen Computer bei Bedarf neu starten. Speichern Sie vorher: Diese Sitzung geht danach weiter.`,
  },
  handsBusy: (expert) =>
    `${expert} benutzt gerade Ihre Maus oder Tastatur. Mehr erlauben können Sie, sobald sie ruhen.`,
  may: (expert) => `Was ${expert} darf`,
  stopKeys: (keys) => `Sofort alles beenden (${keys})`,
  throughServer: "Die Verbindung läuft über den Server, von Ende zu Ende verschlüsselt und mit denselben vier Wörtern.",
  trouble: {
    locked: "Dieser Computer ist gesperrt: Bis Sie sich anmelden, ist nichts zu sehen.",
    notPermitted:
      "Dieses System lässt das Programm den Bildschirm nicht sehen. Erlauben Sie in den Einstellungen die Bildschirmaufnahme.",
    noScreen: "Kein Bildschirm ist angeschlossen: Es ist nichts zu sehen.",
  },
  files: {
    title: "Dateien",
    send: "Datei senden",
    asked: (expert) => `${expert} bittet Sie um eine Datei.`,
    choose: "Datei wählen",
    decline: "Nein",
    notSent: "Die Datei konnte nicht gesendet werden. Erlauben Sie zuerst Dateien, oder versuchen Sie eine kleinere.",
    sending: (name) => `${name} wird gelesen…`,
    text: "Kopierter Text",
    image: "Kopiertes Bild",
    states: {
      offered: "wartet auf Antwort",
      running: "unterwegs",
      paused: "angehalten",
      stalled: "wartet auf die Verbindung",
      done: "fertig",
      refused: "nicht angenommen",
      cancelled: "abgebrochen",
      damaged: "unterwegs beschädigt, nicht behalten",
    },
    because: {
      notAllowed: "nicht erlaubt",
      tooLarge: "zu groß",
      noSpace: "kein Platz auf dem Datenträger",
      declined: "abgelehnt",
      changed: "die Datei wurde inzwischen geändert",
      failed: "konnte nicht geschrieben werden",
    },
    from: "erhalten",
    to: "gesendet",
    progress: (done, all) => `${done} von ${all}`,
    pause: "Anhalten",
    goOn: "Fortsetzen",
    cancel: "Abbrechen",
    lies: "Erhaltene Dateien liegen in",
    change: "Ändern",
    folder: "Ordner für erhaltene Dateien",
    folderHint: "Der ganze Pfad eines Ordners, den es gibt.",
    folderWrong: "Das ist kein Ordner, in den das Programm schreiben kann.",
    save: "Diesen Ordner nehmen",
  },
  program: {
    remove: "Dieses Programm entfernen",
    removeTitle: "Dieses Programm entfernen?",
    removeText:
      "Der Knopf auf Ihrem Desktop und alles, was das Programm auf diesem Computer ablegt, verschwinden. Ein offener Fall ist von hier aus nicht mehr erreichbar. Erhaltene Dateien bleiben.",
    removeYes: "Entfernen",
    removeNo: "Behalten",
    outdated: "Es gibt eine neuere Fassung dieses Programms",
    outdatedText:
      "Diese erreicht den Server nicht mehr. Laden Sie das Programm dort noch einmal herunter, wo Sie es her haben.",
    ended: "Das Programm ist beendet",
    endedText: "Sie können dieses Fenster schließen. Für neue Hilfe starten Sie das Programm wieder.",
    elsewhere: "Es geht in einem anderen Fenster weiter",
    elsewhereText:
      "Das Programm wurde noch einmal geöffnet und geht in dem Fenster weiter, das dabei erschien. Dieses können Sie schließen.",
    locked: "Öffnen Sie diese Seite aus dem Programm",
    lockedText: "Diese Adresse gilt einmal. Starten Sie das Programm noch einmal: Es öffnet sein eigenes Fenster.",
  },
  formats: formatsOf("de"),
};
