import * as z from "zod/mini";
import { AS_THE_GROUP, moduleAssignment } from "./assignment.ts";
import { call, nothing } from "./call.ts";
import { branding } from "./down.ts";
import { programOffer, signedModule } from "./program.ts";
import { id, instant, language, line, prose } from "./words.ts";

/** Modules: what can be set of them, their versions, and the page that anybody sees at a module's address. */

const fieldUse = z.enum(["hidden", "optional", "required"]);
const colour = z.string().check(z.regex(/^#[0-9a-f]{6}$/i), z.toLowerCase());
const slug = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(64), z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));

/** For how long a case is valid, in milliseconds: a minute to a year [C6]. */
export const validityMs = z.number().check(z.int(), z.gte(60_000), z.lte(365 * 24 * 3600_000));

/** The largest picture that is taken for a logo, in bytes; it is encoded anew, and small, before it is kept [M11]. */
export const LOGO_BYTES = 2 * 1024 * 1024;
const logoBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length > 0);

/** What a module says; empty words are said by the customer's page, in the customer's language [M13]. */
export const moduleWords = z.object({
  title: z._default(line(120), ""),
  welcome: z._default(prose(2000), ""),
  waiting: z._default(prose(2000), ""),
  disclaimer: z._default(prose(4000), ""),
});

/** All that can be set of a module. What is kept without a field that came later has its default. */
export const moduleSettings = z.extend(moduleWords, {
  name: line(100, 1),
  slug,
  groupId: id,
  /** Who gets every case of this module [A2]; null: all members of the group are offered it. */
  assigneeId: z.nullable(id),
  assignment: z._default(moduleAssignment, AS_THE_GROUP),
  accent: z._default(colour, "#3448c5"),
  /** The id of one of the company's logos; null: the page shows the colour alone. */
  logo: z._default(z.nullable(id), null),
  fields: z._default(z.object({ name: fieldUse, email: fieldUse, description: fieldUse }), {
    name: "required",
    email: "hidden",
    description: "optional",
  }),
  validityMs: z._default(validityMs, 24 * 3600_000),
  survey: z._default(z.boolean(), true),
  /** Whether the desktop module leaves the SOS button on the customer's desktop, and its label ("": the module's name) [M5]. */
  sos: z._default(z.object({ on: z.boolean(), label: line(60) }), { on: true, label: "" }),
  /** The language that the module's own words are in: its first. */
  language: z._default(language, "en"),
  /** The same words in further languages; what is left empty is read in the first [M13]. */
  translations: z._default(z.partialRecord(language, moduleWords), {}),
});

/** A module: what is live, with the draft that waits to be published, if any [M10]. */
export const moduleRecord = z.extend(moduleSettings, {
  id,
  suspended: z.boolean(),
  url: line(300),
  createdAt: instant,
  /** The number of the version that is live. */
  version: z.number(),
  /** Goes up with every change; whoever changes a module says which one they saw [C11]. */
  revision: z.number(),
  draft: z.nullable(z.object({ settings: moduleSettings, byId: z.nullable(id), at: instant })),
});

/** A version as it was published; `byId` is null for the house itself. */
export const moduleVersion = z.object({
  number: z.number(),
  settings: moduleSettings,
  byId: z.nullable(id),
  at: instant,
});

/** What anybody sees at a module's address. */
export const modulePage = z.object({
  slug: line(64),
  branding,
  fields: z.object({ name: fieldUse, email: fieldUse, description: fieldUse }),
  disclaimer: prose(4000),
  /** The same in further languages. */
  disclaimers: z.partialRecord(language, prose(4000)),
  suspended: z.boolean(),
  /** Until when it is closed [A12]; null while it is open, or always is. */
  closed: z.nullable(z.object({ opensAt: z.nullable(instant) })),
  /** The desktop module's programs that can be had here; none while nothing was built [M7]. */
  programs: z.array(programOffer),
});

const revision = z.number().check(z.int(), z.nonnegative());

/**
 * Calls about modules. Those that change one give the `revision` they saw: `changedMeanwhile` says who was first [C11].
 */
export const MODULE_CALLS = {
  readModulePage: call("GET", "/api/customer/modules/:slug", { answer: modulePage }),
  /** For the desktop module: what this server says the module is, signed [M7]. */
  readModuleStatement: call("GET", "/api/customer/modules/:slug/statement", { answer: signedModule }),

  listModules: call("GET", "/api/console/modules", { answer: z.object({ modules: z.array(moduleRecord) }) }),
  /** Makes a module and publishes its first version. */
  createModule: call("POST", "/api/console/modules", { body: moduleSettings, answer: moduleRecord }),
  /** Suspends a module or takes it up again. */
  suspendModule: call("PATCH", "/api/console/modules/:id", {
    body: z.object({ suspended: z.boolean() }),
    answer: moduleRecord,
  }),
  deleteModule: call("DELETE", "/api/console/modules/:id", { answer: nothing }),
  /** Makes another module with the live settings of this one, under a name and an address of its own. */
  duplicateModule: call("POST", "/api/console/modules/:id/duplicate", {
    body: z.object({ name: line(100, 1) }),
    answer: moduleRecord,
  }),
  /** Keeps a PNG, JPEG or WebP picture, for modules to show; what is kept is made anew from its pixels [M11]. */
  uploadLogo: call("POST", "/api/console/logos", { body: logoBytes, answer: z.object({ id }) }),
  saveModuleDraft: call("PUT", "/api/console/modules/:id/draft", {
    body: z.object({ settings: moduleSettings, revision }),
    answer: moduleRecord,
  }),
  discardModuleDraft: call("DELETE", "/api/console/modules/:id/draft", {
    body: z.object({ revision }),
    answer: moduleRecord,
  }),
  /** Makes these settings the live version; a draft is gone with that. */
  publishModule: call("POST", "/api/console/modules/:id/versions", {
    body: z.object({ settings: moduleSettings, revision }),
    answer: moduleRecord,
  }),
  /** The newest hundred, newest first. */
  listModuleVersions: call("GET", "/api/console/modules/:id/versions", {
    answer: z.object({ versions: z.array(moduleVersion) }),
  }),
  /** Publishes an earlier version again, as a new one. The address, and a group that is gone, stay as they are now. */
  bringBackModule: call("POST", "/api/console/modules/:id/versions/:number/bring-back", {
    body: z.object({ revision }),
    answer: moduleRecord,
  }),
} as const;

export type ModuleWords = z.infer<typeof moduleWords>;
export type ModuleSettings = z.infer<typeof moduleSettings>;
export type ModuleRecord = z.infer<typeof moduleRecord>;
export type ModuleVersion = z.infer<typeof moduleVersion>;
export type ModulePage = z.infer<typeof modulePage>;

/** Where a logo is served; null for none. */
export function logoPath(logo: string | null): string | null {
  return logo === null ? null : `/api/customer/logos/${logo}`;
}

/** What anybody sees of a module with these settings; also before they are published, in the designer. */
export function modulePageOf(
  settings: ModuleSettings,
  {
    company,
    suspended,
    programs,
    closed = null,
  }: { company: string; closed?: ModulePage["closed"] } & Pick<ModulePage, "suspended" | "programs">,
): ModulePage {
  const { slug, title, welcome, waiting, accent, logo, fields, disclaimer, translations } = settings;
  return {
    slug,
    branding: { company, title, welcome, waiting, accent, logo: logoPath(logo), translations },
    fields,
    disclaimer,
    disclaimers: Object.fromEntries(
      Object.entries(translations).map(([language, words]) => [language, words.disclaimer]),
    ),
    suspended,
    closed,
    programs,
  };
}
