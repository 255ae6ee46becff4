import type { Language } from "@beckon/protocol/words.ts";
import { formatsOf } from "../../ui/formats.ts";

/** What an invitation tells. `validUntil` in milliseconds since 1970. */
export type MailFacts = {
  customer: string;
  expert: string;
  company: string;
  code: string;
  link: string;
  validUntil: number;
};

/** The text of an e-mail that brings a customer to their case, in their language, whatever the console speaks. */
export function invitationMail(language: Language, facts: MailFacts): { subject: string; body: string } {
  const until = formatsOf(language).date(facts.validUntil);
  return MAILS[language](facts, until);
}

const MAILS: Record<Language, (facts: MailFacts, until: string) => { subject: string; body: string }> = {
  en: ({ customer, expert, company, code, link }, until) => ({
    subject: `Remote support from ${company}`,
    body: [
      customer ? `Hello ${customer},` : "Hello,",
      `to get help from ${expert}, please open this page in your browser:`,
      link,
      `If you are asked for a session code, enter ${code}. It is valid until ${until}.`,
      "You decide what to share, and you can stop at any time.",
      `Kind regards\n${expert}, ${company}`,
    ].join("\n\n"),
  }),
  de: ({ customer, expert, company, code, link }, until) => ({
    subject: `Fernunterstützung durch ${company}`,
    body: [
      customer ? `Guten Tag ${customer},` : "Guten Tag,",
      `damit ${expert} Ihnen helfen kann, öffnen Sie bitte diese Seite in Ihrem Browser:`,
      link,
      `Falls Sie nach einem Sitzungscode gefragt werden, geben Sie ${code} ein. Er ist gültig bis ${until}.`,
      "Sie entscheiden, was Sie zeigen, und können jederzeit beenden.",
      `Mit freundlichen Grüßen\n${expert}, ${company}`,
    ].join("\n\n"),
  }),
  es: ({ customer, expert, company, code, link }, until) => ({
    subject: `Asistencia remota de ${company}`,
    body: [
      customer ? `Hola, ${customer}:` : "Hola:",
      `Para que ${expert} pueda ayudarle, abra esta página en su navegador:`,
      link,
      `Si se le pide un código de sesión, introduzca ${code}. Es válido hasta el ${until}.`,
      "Usted decide qué comparte y puede detenerlo en cualquier momento.",
      `Un cordial saludo,\n${expert}, ${company}`,
    ].join("\n\n"),
  }),
};
