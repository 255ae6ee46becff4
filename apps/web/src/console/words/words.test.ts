import { describe, expect, it } from "vitest";
import { invitationMail } from "../case/invitation-mail.ts";
import { timelineSentence } from "../case/timeline-sentence.ts";
import { browserName } from "../settings/browser-name.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";

const languages = { en, de, es };

function texts(words: object, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] => {
    if (key === "f" || key === "refusals") return [];
    if (typeof value === "string") return [[`${path}${key}`, value]];
    return typeof value === "object" && value !== null ? texts(value as object, `${path}${key}.`) : [];
  });
}

describe("the console's languages", () => {
  it("[U2] leave no text empty or untranslated", () => {
    const english = new Map(texts(en));
    const alike = [
      "Normal",
      "Median",
      "Team",
      "Name",
      "Token",
      "Apps",
      "Status",
      "System",
      "Browser",
      "Webhooks",
      "Test",
      "Chat",
      "Link",
      "Online",
      "Offline",
      "Beckon",
      "Administrator",
      "Supervisor",
      "Error",
      "No",
      "Color",
      "Text",
      "Filter",
      "E-mail",
      "Details",
      "Desktop",
      "Web",
      "Computer",
      "online",
      "y",
    ];
    for (const words of [de, es]) {
      for (const [path, text] of texts(words)) {
        expect([path, text]).not.toEqual([path, ""]);
        if (!alike.includes(text) && !path.startsWith("keys.list"))
          expect([path, text]).not.toEqual([path, english.get(path)]);
      }
    }
  });
  it("[U2] count in the plural forms of the language", () => {
    expect([en, de, es].map((w) => w.queue.rows(1))).toEqual(["1 case", "1 Anfrage", "1 caso"]);
    expect([en, de, es].map((w) => w.queue.rows(2))).toEqual(["2 cases", "2 Anfragen", "2 casos"]);
  });
  it("[U2] use the official words for the five states", () => {
    expect(Object.values(de.states)).toEqual(["Neu", "Ausstehend", "In Bearbeitung", "Geschlossen", "Abgelaufen"]);
    expect(Object.values(es.states)).toEqual(["Nuevo", "Pendiente", "En progreso", "Cerrado", "Expirado"]);
  });
});

describe("what is told in words", () => {
  it.each(Object.entries(languages))("[U2] [A8] every line of a case's history has its sentence (%s)", (_, w) => {
    const by = { kind: "person", personId: "p", through: null } as const;
    const say = (what: Parameters<typeof timelineSentence>[1]["what"]) =>
      timelineSentence(
        w,
        { seq: 1, at: 0, by, what },
        "Ana",
        () => "Ben",
        () => "Night team",
      );
    expect(say({ is: "assigned", to: "q", from: null })).toContain("Ben");
    expect(say({ is: "assigned", to: "p", from: null })).toBe(w.timeline.took("Ana"));
    expect(say({ is: "assigned", to: null, from: "p" })).toBe(w.timeline.unassigned("Ana"));
    expect(say({ is: "closed", outcome: "solved" })).toContain(w.outcomes.solved);
    expect(say({ is: "dropped", party: "customer" })).toContain(w.timeline.parties.customer);
    expect(say({ is: "edited", facts: ["priority", "groupId"] })).toContain(w.timeline.facts.groupId);
    expect(say({ is: "integrationChanged", facts: ["waitingMessage"] })).toContain(w.timeline.keptFacts.waitingMessage);
    expect(w.timeline.through("Ana", "Helpdesk")).toMatch(/Ana.*Helpdesk/);
    expect(say({ is: "left", party: "expert", because: "asked" })).toContain("Ana");
    expect(say({ is: "invited", personId: "q", part: "control" })).not.toBe(
      say({ is: "invited", personId: "q", part: "see" }),
    );
    const reason = {
      because: "longestFree",
      load: 1,
      capacity: 3,
      lastGivenAt: 5,
      skills: null,
      askedBefore: 0,
    } as const;
    const offered = say({ is: "offered", to: "q", until: 9, reason });
    for (const part of ["Ben", "1", "3", w.assignment.reason.because.longestFree]) expect(offered).toContain(part);
    const skills = { has: ["Linux"], lacks: ["VPN"] };
    const asked = say({ is: "offered", to: "q", until: 9, reason: { ...reason, skills, askedBefore: 2 } });
    for (const part of ["Linux", "VPN", w.assignment.reason.askedBefore]) expect(asked).toContain(part);
    expect(say({ is: "offerEnded", to: "q", because: "missed" })).toContain("Ben");
    const waitedMs = 600_000;
    expect(say({ is: "escalated", from: "g", to: "h", waitedMs })).toContain("Night team");
    expect(say({ is: "escalated", from: "g", to: null, waitedMs })).not.toContain("Night team");
    for (const because of ["asked", "dropped", "refused", "sentAway", "over"] as const)
      expect(say({ is: "colleagueLeft", personId: "q", because })).toContain("Ben");
    expect(say({ is: "handedOver", to: "q", from: "p" })).toMatch(/Ana.*Ben/);
  });
  it.each(["en", "de", "es"] as const)(
    "[M3] the invitation holds link and code in the customer's language (%s)",
    (language) => {
      const mail = invitationMail(language, {
        customer: "Maria",
        expert: "Ana",
        company: "Acme",
        code: "s123-456-789",
        link: "https://help.example/s123456789",
        validUntil: 0,
      });
      for (const part of ["Maria", "Ana", "Acme", "s123-456-789", "https://help.example/s123456789"]) {
        expect(`${mail.subject} ${mail.body}`).toContain(part);
      }
    },
  );
  it("[X5] a sign-in is named by browser and system", () => {
    expect(browserName("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe(
      "Firefox · Linux",
    );
    expect(browserName("curl/8")).toBeUndefined();
  });
});
