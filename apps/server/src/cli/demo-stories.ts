import type { CaseOutcome, Priority } from "@beckon/domain/case.ts";

/** People of the sample company. */
export const PEOPLE = [
  { key: "ana", name: "Ana Torres", role: "supervisor" },
  { key: "ben", name: "Ben Okafor", role: "expert" },
  { key: "chloe", name: "Chloé Martin", role: "expert" },
  { key: "dai", name: "Dai Nguyen", role: "expert" },
  { key: "eva", name: "Eva Lindqvist", role: "expert" },
] as const;
export type PersonKey = (typeof PEOPLE)[number]["key"];

/** Groups besides the first one, each with its owner, those it is shared with, and a module of its own. */
export const GROUPS = [
  {
    key: "field",
    name: "Shops and tills",
    owner: "ana",
    shared: { ben: "write", dai: "write", eva: "read" },
    module: {
      name: "Till support",
      accent: "#b3541e",
      welcome: "Your till does not do what it should? We are with you in a moment.",
    },
  },
  {
    key: "office",
    name: "Office IT",
    owner: "ana",
    shared: { chloe: "write", eva: "write" },
    module: {
      name: "Office IT help",
      accent: "#2f6b4f",
      welcome: "Tell us in a sentence what is wrong. We look at it together.",
    },
  },
] as const;
export type GroupKey = (typeof GROUPS)[number]["key"] | "support";

/** One case and what became of it. Times are minutes before now. */
export interface Story {
  readonly group: GroupKey;
  readonly customer: string;
  readonly description: string;
  readonly created: number;
  readonly priority?: Priority;
  readonly tags?: readonly string[];
  /** By hand instead of by the group's module. */
  readonly byHand?: PersonKey;
  readonly assigned?: PersonKey;
  readonly note?: string;
  readonly said?: readonly [from: "customer" | "expert", text: string][];
  /** Worked on together for so many minutes, beginning at `at`. */
  readonly session?: { readonly at: number; readonly minutes: number };
  readonly closed?: {
    readonly at: number;
    readonly outcome: CaseOutcome;
    readonly stars?: number;
    readonly comment?: string;
  };
}

/** The day of the sample company so far. */
export const STORIES: readonly Story[] = [
  {
    group: "field",
    customer: "Jonas Weber",
    created: 7,
    priority: "urgent",
    tags: ["Till", "Printer"],
    description: "The till in front of the door prints nothing and there is a queue.",
  },
  {
    group: "office",
    customer: "Marta Ruiz",
    created: 4,
    description: "Excel says the file is locked by another user, but nobody has it open.",
  },
  {
    group: "support",
    customer: "Piotr Zieliński",
    created: 3,
    tags: ["Password"],
    description: "I cannot sign in since I changed my password this morning.",
  },
  { group: "office", customer: "Lena Fischer", created: 1, description: "Second screen stays black after the update." },
  {
    group: "field",
    customer: "Omar Haddad",
    created: 12,
    assigned: "ben",
    tags: ["Till", "Card reader"],
    description: "Card reader shows error 34.",
    note: "Same reader as last week. Cable was the culprit then.",
  },
  {
    group: "office",
    customer: "Sofia Rossi",
    created: 26,
    assigned: "chloe",
    session: { at: 20, minutes: 9 },
    tags: ["Outlook", "Password"],
    description: "Outlook asks for my password again and again.",
    said: [
      ["expert", "Hello Sofia, I am with you in a minute."],
      ["customer", "Thank you!"],
    ],
    note: "Profile rebuilt. She restarts after her meeting, then we look once more.",
  },
  {
    group: "support",
    customer: "Grace Adeyemi",
    created: 45,
    priority: "high",
    byHand: "ana",
    assigned: "dai",
    tags: ["Shared drive"],
    description: "Calls back after 3 pm: shared drive is empty for her whole team.",
  },
  {
    group: "field",
    customer: "Tim Berg",
    created: 95,
    assigned: "dai",
    session: { at: 90, minutes: 12 },
    closed: { at: 77, outcome: "solved", stars: 5, comment: "Quick and friendly." },
    tags: ["Scanner"],
    description: "Scanner beeps twice and enters nothing.",
  },
  {
    group: "office",
    customer: "Hannah Schulz",
    created: 150,
    assigned: "eva",
    session: { at: 143, minutes: 21 },
    closed: { at: 121, outcome: "solved", stars: 4 },
    description: "VPN connects, but no page opens.",
  },
  {
    group: "support",
    customer: "Carlos Mendes",
    created: 210,
    assigned: "ben",
    session: { at: 205, minutes: 34 },
    closed: { at: 170, outcome: "notSolved", stars: 3, comment: "Has to come to the office." },
    description: "Laptop is very slow and the fan never stops.",
    note: "Disk is failing. Replacement ordered.",
  },
  {
    group: "office",
    customer: "Yuki Tanaka",
    created: 320,
    assigned: "chloe",
    closed: { at: 260, outcome: "noContact" },
    description: "Printer on the third floor.",
  },
  {
    group: "field",
    customer: "Nina Petrova",
    created: 400,
    assigned: "ben",
    session: { at: 396, minutes: 6 },
    closed: { at: 389, outcome: "solved", stars: 5 },
    description: "Drawer does not open after payment.",
  },
  {
    group: "office",
    customer: "Erik Johansson",
    created: 700,
    assigned: "eva",
    session: { at: 690, minutes: 15 },
    closed: { at: 674, outcome: "solved", stars: 5, comment: "Saved my presentation!" },
    description: "PowerPoint crashes when I insert a video.",
  },
];
