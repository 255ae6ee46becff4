import type { Words } from "./en.ts";

/** What the console says about canned replies, in German. */
export const repliesDe: Words["replies"] = {
  title: "Textbausteine",
  intro:
    "Was Ihr Team oft antwortet. Experten setzen es mit „/“ und dem Namen in den Chat ein und sehen es, bevor sie es senden.",
  insert: "Textbaustein einfügen",
  hint: "Nachricht, oder / für Textbausteine",
  none: "Es gibt noch keine Textbausteine.",
  newReply: "Neuer Textbaustein",
  editReply: "Textbaustein ändern",
  name: "Name",
  nameHint: "Was Experten nach „/“ eingeben.",
  scope: "Für",
  everybody: "Das ganze Unternehmen",
  text: (language) => `Text (${language})`,
  placeholders:
    "{customer} (Kunde), {expert} (Experte), {company} (Unternehmen) und {code} (Sitzungscode) werden ausgefüllt. Hinter einem Strich steht, was gesagt wird, wenn es nicht bekannt ist: {customer|zusammen}.",
  preview: "So liest es der Kunde",
  nameless: "Ohne Namen",
  required: "Schreiben Sie den Text in mindestens einer Sprache.",
  newest: (who) => `${who} hat ihn inzwischen geändert. Wenn Sie jetzt speichern, wird dies ersetzt:`,
  deleteTitle: (name) => `Textbaustein ${name} löschen?`,
  deleteText: "Was damit geschrieben wurde, bleibt.",
  change: (name) => `${name} ändern`,
};
