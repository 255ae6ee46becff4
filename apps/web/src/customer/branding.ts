import { contrast, readableOn, textOn } from "../ui/contrast.ts";
import type { CustomerState } from "./customer-state.ts";

/** The accent of whoever the customer is dealing with; undefined: our own. */
export function accentOf({ page }: CustomerState): string | undefined {
  if (page.is === "case" || page.is === "left") return page.case.branding.accent;
  if (page.is === "module") return page.module.branding.accent;
  return page.is === "invitation" ? page.invitation.branding.accent : undefined;
}

/** Colours made of a module's accent for one ground: a button's fill, the text on it, and the accent as text [U1]. */
export function brandColours(accent: string, ground: string): { fill: string; on: string; text: string } {
  const fill = contrast(accent, ground) >= 3 ? accent : readableOn(ground, accent, 3);
  return { fill, on: textOn(fill), text: readableOn(ground, accent) };
}

/** Dresses the document in an accent, in light and dark; undefined takes it off. */
export function dress(accent: string | undefined): void {
  const { style } = document.documentElement;
  const ground = getComputedStyle(document.documentElement).getPropertyValue("--surface").trim();
  const colours =
    accent !== undefined && /^#[0-9a-f]{6}$/i.test(accent) && /^#[0-9a-f]{6}$/i.test(ground)
      ? brandColours(accent, ground)
      : undefined;
  for (const [name, value] of [
    ["--brand", colours?.fill],
    ["--on-brand", colours?.on],
    ["--brand-text", colours?.text],
  ] as const)
    if (value === undefined) style.removeProperty(name);
    else style.setProperty(name, value);
}
