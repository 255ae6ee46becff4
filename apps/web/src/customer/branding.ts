import { brandColours } from "../ui/brand-colours.ts";
import { fullHex } from "@beckon/domain/contrast.ts";
import type { Branding } from "@beckon/protocol/down.ts";
import type { CustomerState } from "@beckon/customer/customer-state.ts";

/** The looks and words of whoever the customer is dealing with; undefined: our own. */
export function brandingOf({ page }: CustomerState): Branding | undefined {
  if (page.is === "case" || page.is === "left") return page.case.branding;
  if (page.is === "module") return page.module.branding;
  return page.is === "invitation" ? page.invitation.branding : undefined;
}

/** Dresses the document in an accent, in light and dark; undefined takes it off. */
export function dress(accent: string | undefined): void {
  const { style } = document.documentElement;
  const ground = fullHex(getComputedStyle(document.documentElement).getPropertyValue("--surface").trim());
  const wanted = accent === undefined ? undefined : fullHex(accent);
  const colours = wanted && ground ? brandColours(wanted, ground) : undefined;
  for (const [name, value] of [
    ["--brand", colours?.fill],
    ["--brand-hover", colours?.hover],
    ["--on-brand", colours?.on],
    ["--brand-text", colours?.text],
  ] as const)
    if (value === undefined) style.removeProperty(name);
    else style.setProperty(name, value);
}
