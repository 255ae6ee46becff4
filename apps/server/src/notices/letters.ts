import type { NoticeAbout } from "@beckon/domain/notice.ts";
import type { Language } from "@beckon/protocol/words.ts";

/** What a letter tells of: no more than this leaves the house [N3]. */
export type LetterFacts = { customer: string; group: string; link: string };
type LetterWords = {
  somebody: string;
  about: Record<NoticeAbout, { subject: (customer: string) => string; text: (facts: LetterFacts) => string }>;
  test: { subject: string; text: (link: string) => string };
  /** Why it came, and where to end that. */
  foot: (settings: string) => string;
};

const WORDS: Record<Language, LetterWords> = {
  en: {
    somebody: "Somebody",
    about: {
      untaken: {
        subject: (customer) => `${customer} is waiting for help`,
        text: ({ customer, group, link }) =>
          `${customer} is waiting for help in ${group}, and nobody has taken the case yet.\n\n${link}`,
      },
      mine: {
        subject: (customer) => `${customer} is waiting for you`,
        text: ({ customer, group, link }) =>
          `${customer} is waiting for help in ${group}. The case is assigned to you.\n\n${link}`,
      },
      escalated: {
        subject: (customer) => `Nobody has come to ${customer} yet`,
        text: ({ customer, group, link }) =>
          `${customer} is waiting for help in ${group}, longer than the group allows for, and nobody has come.\n\n${link}`,
      },
    },
    test: {
      subject: "A test from Beckon",
      text: (link) => `You asked for a test. This is how you will be told of customers who wait.\n\n${link}`,
    },
    foot: (settings) => `You get this because you chose e-mail for notices. Change that here: ${settings}`,
  },
  de: {
    somebody: "Jemand",
    about: {
      untaken: {
        subject: (customer) => `${customer} wartet auf Hilfe`,
        text: ({ customer, group, link }) =>
          `${customer} wartet in ${group} auf Hilfe, und noch niemand hat die Anfrage übernommen.\n\n${link}`,
      },
      mine: {
        subject: (customer) => `${customer} wartet auf Sie`,
        text: ({ customer, group, link }) =>
          `${customer} wartet in ${group} auf Hilfe. Die Anfrage ist Ihnen zugewiesen.\n\n${link}`,
      },
      escalated: {
        subject: (customer) => `Noch niemand kümmert sich um ${customer}`,
        text: ({ customer, group, link }) =>
          `${customer} wartet in ${group} auf Hilfe, länger als für die Gruppe vorgesehen, und niemand ist gekommen.\n\n${link}`,
      },
    },
    test: {
      subject: "Ein Test von Beckon",
      text: (link) => `Sie wollten einen Test. So wird Ihnen gesagt, wenn jemand wartet.\n\n${link}`,
    },
    foot: (settings) =>
      `Sie bekommen dies, weil Sie E-Mail für Hinweise gewählt haben. Ändern können Sie das hier: ${settings}`,
  },
  es: {
    somebody: "Alguien",
    about: {
      untaken: {
        subject: (customer) => `${customer} espera ayuda`,
        text: ({ customer, group, link }) =>
          `${customer} espera ayuda en ${group} y nadie ha tomado el caso todavía.\n\n${link}`,
      },
      mine: {
        subject: (customer) => `${customer} le espera`,
        text: ({ customer, group, link }) =>
          `${customer} espera ayuda en ${group}. El caso está asignado a usted.\n\n${link}`,
      },
      escalated: {
        subject: (customer) => `Nadie atiende todavía a ${customer}`,
        text: ({ customer, group, link }) =>
          `${customer} espera ayuda en ${group} más de lo previsto para el grupo y no ha venido nadie.\n\n${link}`,
      },
    },
    test: {
      subject: "Una prueba de Beckon",
      text: (link) => `Ha pedido una prueba. Así se le avisará de los clientes que esperan.\n\n${link}`,
    },
    foot: (settings) => `Recibe esto porque eligió el correo para los avisos. Puede cambiarlo aquí: ${settings}`,
  },
};

/** A letter about a waiting case, in the person's language. */
export function letterAbout(about: NoticeAbout, language: Language, facts: LetterFacts, settings: string) {
  const words = WORDS[language];
  const customer = facts.customer === "" ? words.somebody : facts.customer;
  const { subject, text } = words.about[about];
  return { subject: subject(customer), text: `${text({ ...facts, customer })}\n\n-- \n${words.foot(settings)}\n` };
}

/** The letter somebody sends themselves to see that letters arrive. */
export function testLetter(language: Language, link: string, settings: string) {
  const { test, foot } = WORDS[language];
  return { subject: test.subject, text: `${test.text(link)}\n\n-- \n${foot(settings)}\n` };
}
