import { formatsOf } from "../formats.ts";
import type { RefusalWords } from "../refusals.ts";

const f = formatsOf("de");

export const refusals: RefusalWords = {
  notFound: () => "Das gibt es nicht mehr. Gehen Sie zurück und sehen Sie noch einmal nach.",
  notSignedIn: () => "Sie sind abgemeldet. Melden Sie sich erneut an, um fortzufahren.",
  notAllowed: () => "Dazu sind Sie nicht berechtigt. Wenden Sie sich bei Bedarf an die Administration.",
  alreadyTaken: (r, now) =>
    `${r.byName ?? "Jemand aus dem Team"} hat diese Service-Anfrage ${f.ago(r.at, now)} übernommen. Wählen Sie eine andere.`,
  changedMeanwhile: (r, now) =>
    `${r.byName ?? "Jemand"} hat dies ${f.ago(r.at, now)} geändert. Es wurde nichts überschrieben: Prüfen Sie die neuen Werte und versuchen Sie es erneut.`,
  notOpen: (r, now) =>
    r.state === "closed"
      ? `Diese Service-Anfrage wurde ${f.ago(r.at, now)} geschlossen. Öffnen Sie sie wieder, um fortzufahren.`
      : `Diese Service-Anfrage ist ${f.ago(r.at, now)} abgelaufen. Öffnen Sie sie wieder, um fortzufahren.`,
  offerOver: () =>
    "Diese Anfrage wird jetzt einem Kollegen angeboten. Übernehmen Sie sie von Hand, wenn Sie sie möchten.",
  alreadyOpen: () => "Diese Service-Anfrage ist bereits offen.",
  inSession: (r) =>
    `${r.byName ?? "Jemand aus dem Team"} ist in einer Fernsitzung mit diesem Kunden. Warten Sie, bis sie beendet ist.`,
  notConnected: () => "Die andere Seite ist nicht mehr da. Versuchen Sie es wieder, sobald sie zurück ist.",
  sessionFull: () =>
    "Mehr Kolleginnen und Kollegen können nicht dazukommen. Beenden Sie zuerst die Teilnahme von jemandem.",
  codeNotValid: () => "Dieser Code funktioniert nicht. Prüfen Sie ihn, oder bitten Sie Ihren Experten um einen neuen.",
  tooManyTries: (r) =>
    `Zu viele Versuche. Warten Sie ${f.span(r.retryAfterSeconds * 1000)} und versuchen Sie es erneut.`,
  moduleSuspended: () => "Hier wird zurzeit keine Hilfe angeboten. Bitte kommen Sie später wieder.",
  inUse: () => "Dies wird noch verwendet. Verschieben oder entfernen Sie zuerst, was dazugehört.",
  casesOpen: () => "Von diesem Kontakt gibt es noch offene Anfragen. Schließen Sie diese zuerst.",
  partlySeen: () =>
    "Ein Teil dieses Kontakts liegt in Gruppen, die Sie nicht sehen. Bitten Sie jemanden, der alle sieht, zum Beispiel einen Administrator.",
  assigneeCannotSee: () =>
    "Diese Person kann die Service-Anfragen dieser Gruppe nicht sehen. Geben Sie die Gruppe zuerst für sie frei, oder wählen Sie jemand anderen.",
  invalid: (r) =>
    ({
      required: "Es fehlt etwas. Füllen Sie das markierte Feld aus.",
      tooLong: "Das ist zu lang. Bitte kürzen Sie es.",
      tooMany: "Das sind zu viele. Bitte entfernen Sie zuerst einige.",
      tooShort: "Das ist zu kurz. Bitte machen Sie es länger.",
      malformed: "Das sieht nicht richtig aus. Prüfen Sie die Schreibweise.",
      unknown: "Das ist hier nicht bekannt. Wählen Sie etwas aus der Liste.",
      taken: "Das ist bereits vergeben. Wählen Sie etwas anderes.",
      notAccepted: "Bitte stimmen Sie zuerst den Bedingungen zu.",
      circular: "Das würde im Kreis führen. Wählen Sie eine andere Gruppe.",
    })[r.problem],
  recordingsOff: () =>
    "Ihr Unternehmen bewahrt keine Aufzeichnungen auf dem Server auf. Die Administration kann das in den Einstellungen ändern.",
  noSpace: () => "Dafür ist kein Platz mehr. Wer den Server betreibt, kann mehr schaffen.",
  otherKey: () =>
    "Das ist mit einem Schlüssel verschlossen, den dieser Server nicht hat. Fragen Sie, wer den Server betreibt.",
  damaged: () => "Das wurde verändert oder beschädigt, seit es hier liegt, und wird deshalb nicht gezeigt.",
  unavailable: () => "Der Server kann das im Moment nicht ausführen. Versuchen Sie es gleich noch einmal.",
};
