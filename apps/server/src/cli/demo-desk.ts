import type { GroupAssignment } from "@beckon/protocol/assignment.ts";
import type { ReplySettings } from "@beckon/protocol/replies.ts";
import type { GroupKey, PersonKey } from "./demo-stories.ts";

const MINUTE = 60_000;

/** What people of the sample company can do, and how many cases they have at once. */
export const WORKLOADS: Partial<Record<PersonKey, { capacity: number; skills: string[] }>> = {
  ben: { capacity: 4, skills: ["Tills", "Card readers"] },
  chloe: { capacity: 3, skills: ["Outlook", "VPN"] },
  dai: { capacity: 3, skills: ["Tills", "Scanners"] },
  eva: { capacity: 2, skills: ["VPN", "Printers"] },
};

/** How its groups hand out their cases; `fallback` is where a case goes that nobody came to. */
export const ASSIGNMENTS: readonly {
  readonly group: GroupKey;
  readonly fallback: GroupKey | null;
  readonly settings: Omit<GroupAssignment, "fallbackGroupId">;
}[] = [
  {
    group: "field",
    fallback: "support",
    settings: { policy: { kind: "leastBusy", acceptMs: 30_000 }, hours: null, escalateMs: 10 * MINUTE },
  },
  {
    group: "office",
    fallback: "support",
    settings: { policy: { kind: "roundRobin", acceptMs: 45_000 }, hours: null, escalateMs: 15 * MINUTE },
  },
];

/** What its team answers often. */
export const REPLIES: readonly (Omit<ReplySettings, "groupId"> & { readonly group: GroupKey | null })[] = [
  {
    group: null,
    name: "hello",
    texts: {
      en: "Hello {customer|there}, this is {expert} of {company}. I am with you in a minute.",
      de: "Guten Tag {customer}, hier ist {expert} von {company}. Ich bin gleich bei Ihnen.",
      es: "Hola, {customer}: soy {expert}, de {company}. En un minuto estoy con usted.",
    },
  },
  {
    group: null,
    name: "look",
    texts: {
      en: "May I look at your screen? You are asked on this page, and you can stop at any time.",
      de: "Darf ich auf Ihren Bildschirm sehen? Sie werden auf dieser Seite gefragt und können jederzeit aufhören.",
      es: "¿Puedo ver su pantalla? Se lo preguntará esta página, y puede parar en cualquier momento.",
    },
  },
  {
    group: "field",
    name: "restart-till",
    texts: {
      en: "Please switch the till off, wait ten seconds and switch it on again. Your case is {code}.",
      de: "Bitte schalten Sie die Kasse aus, warten Sie zehn Sekunden und schalten Sie sie wieder ein. Ihre Anfrage hat den Code {code}.",
    },
  },
];
