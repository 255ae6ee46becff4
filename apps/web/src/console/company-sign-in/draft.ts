import type { CompanySignInRecord, CompanySignInSettings } from "@beckon/protocol/company-sign-in.ts";
import { slugOf } from "../modules/slug-of.ts";

/** The settings as the form holds them: lists as they are typed. */
export type Draft = Omit<CompanySignInSettings, "domains" | "roleValues"> & {
  domains: string;
  roleValues: Record<keyof CompanySignInSettings["roleValues"], string>;
  secret: string;
};

/** What the form begins with: what is set, or a proposal. */
export function draftOf({ settings }: CompanySignInRecord, company: string, address: string): Draft {
  if (settings !== null) {
    const { administrator, supervisor, expert } = settings.roleValues;
    return {
      ...settings,
      domains: settings.domains.join(", "),
      roleValues: {
        administrator: administrator.join(", "),
        supervisor: supervisor.join(", "),
        expert: expert.join(", "),
      },
      secret: "",
    };
  }
  return {
    on: false,
    slug: slugOf(company).slice(0, 40).replace(/-+$/, ""),
    issuer: "",
    clientId: "",
    scopes: "openid email profile",
    domains: address.split("@")[1] ?? "",
    trustsAddresses: false,
    roleClaim: "",
    roleValues: { administrator: "", supervisor: "", expert: "" },
    defaultRole: "expert",
    groupIds: [],
    makesPeople: true,
    only: false,
    secret: "",
  };
}

/** The settings that a draft stands for. */
export function settingsIn(draft: Draft): CompanySignInSettings {
  const { secret: _secret, ...rest } = draft;
  const { administrator, supervisor, expert } = draft.roleValues;
  return {
    ...rest,
    domains: listIn(draft.domains),
    roleValues: { administrator: listIn(administrator), supervisor: listIn(supervisor), expert: listIn(expert) },
    // Without a claim everybody's role is given here.
    defaultRole: draft.roleClaim.trim() === "" ? (draft.defaultRole ?? "expert") : draft.defaultRole,
  };
}

function listIn(typed: string): string[] {
  return typed
    .split(/[,;\n]/)
    .map((each) => each.trim().replace(/^@/, ""))
    .filter((each) => each !== "");
}
