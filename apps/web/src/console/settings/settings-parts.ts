import type { Act } from "@beckon/domain/permissions.ts";
import { lazy, type ComponentType } from "react";
import type { Words } from "../words/use-words.tsx";

/** One part of the settings: its place in the address, its name, who sees it, and under which heading of the list. */
export interface SettingsPart {
  readonly name: string;
  readonly title: (w: Words) => string;
  readonly section: "you" | "company" | "integrations";
  /** Seen by those who may do this; left out: by everybody. */
  readonly may?: Act;
  readonly Show: ComponentType;
}

/** Every part of the settings, in the order of the list; each is loaded when it is opened. */
export const SETTINGS_PARTS: readonly SettingsPart[] = [
  {
    name: "profile",
    title: (w) => w.settings.profile,
    section: "you",
    Show: lazy(async () => ({ default: (await import("./profile-part.tsx")).ProfilePart })),
  },
  {
    name: "security",
    title: (w) => w.settings.security,
    section: "you",
    Show: lazy(async () => ({ default: (await import("./security-part.tsx")).SecurityPart })),
  },
  {
    name: "notices",
    title: (w) => w.notices.title,
    section: "you",
    Show: lazy(async () => ({ default: (await import("./notices-part.tsx")).NoticesPart })),
  },
  {
    name: "recordings",
    title: (w) => w.desktop.recording.settings,
    section: "company",
    may: "company/manage",
    Show: lazy(async () => ({ default: (await import("./recordings-part.tsx")).RecordingsPart })),
  },
  {
    name: "replies",
    title: (w) => w.replies.title,
    section: "company",
    may: "reply/manage",
    Show: lazy(async () => ({ default: (await import("../replies/replies-part.tsx")).RepliesPart })),
  },
  {
    name: "company-sign-in",
    title: (w) => w.companySignIn.title,
    section: "company",
    may: "company/manageSignIn",
    Show: lazy(async () => ({
      default: (await import("../company-sign-in/company-sign-in-part.tsx")).CompanySignInPart,
    })),
  },
  {
    name: "second-factor",
    title: (w) => w.factors.policy.title,
    section: "company",
    may: "company/manage",
    Show: lazy(async () => ({ default: (await import("./second-factor-policy.tsx")).SecondFactorPolicyPart })),
  },
  {
    name: "api",
    title: (w) => w.api.title,
    section: "integrations",
    Show: lazy(async () => ({ default: (await import("../api-access/api-part.tsx")).ApiPart })),
  },
  {
    name: "webhooks",
    title: (w) => w.webhooks.title,
    section: "integrations",
    may: "webhook/manage",
    Show: lazy(async () => ({ default: (await import("../webhooks/webhooks-part.tsx")).WebhooksPart })),
  },
];
