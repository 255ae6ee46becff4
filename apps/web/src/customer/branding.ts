import { contrast, fullHex, mix, readableOn, textOn } from "../ui/contrast.ts";
import type { CustomerState } from "@beckon/customer/customer-state.ts";

/** The accent of whoever the customer is dealing with; undefined: our own. */
export function accentOf({ page }: CustomerState): string | undefined {
  if (page.is === "case" || page.is === "left") return page.case.branding.accent;
  if (page.is === "module") return page.module.branding.accent;
  return page.is === "invitation" ? page.invitation.branding.accent : undefined;
}

/** Colours made of a module's accent for one ground: a button's fill, the same under the pointer, the text on it, and the accent as text [U1]. */
export function brandColours(accent: string, ground: string) {
  const fill = contrast(accent, ground) >= 3 ? accent : readableOn(ground, accent, 3);
  const on = textOn(fill);
  // Under the pointer a button moves away from its text's colour, so that it reads no worse.
  const hover = mix(fill, on === "#ffffff" ? "#000000" : "#ffffff", 0.14);
  return { fill, hover, on, text: readableOn(ground, accent) };
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
