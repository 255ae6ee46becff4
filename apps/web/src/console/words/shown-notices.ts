import type { Language } from "@beckon/protocol/words.ts";

type Shown = {
  untaken: (customer: string) => string;
  mine: (customer: string) => string;
  escalated: (customer: string) => string;
  somebody: string;
  test: { title: string; body: string };
};

/** What a browser shows while no console is open, in all languages: the service worker has these words and no others. */
export const SHOWN_NOTICES: Record<Language, Shown> = {
  en: {
    untaken: (customer) => `${customer} is waiting for help`,
    mine: (customer) => `${customer} is waiting for you`,
    escalated: (customer) => `Nobody has come to ${customer} yet`,
    somebody: "Somebody",
    test: { title: "A test from Beckon", body: "This is how you will be told of customers who wait." },
  },
  de: {
    untaken: (customer) => `${customer} wartet auf Hilfe`,
    mine: (customer) => `${customer} wartet auf Sie`,
    escalated: (customer) => `Noch niemand kümmert sich um ${customer}`,
    somebody: "Jemand",
    test: { title: "Ein Test von Beckon", body: "So wird Ihnen gesagt, wenn jemand wartet." },
  },
  es: {
    untaken: (customer) => `${customer} espera ayuda`,
    mine: (customer) => `${customer} le espera`,
    escalated: (customer) => `Nadie atiende todavía a ${customer}`,
    somebody: "Alguien",
    test: { title: "Una prueba de Beckon", body: "Así se le avisará de los clientes que esperan." },
  },
};
