import { contrast, mix, readableOn, textOn } from "@beckon/domain/contrast.ts";

/** Colours made of a module's accent for one ground: a button's fill, the same under the pointer, the text on it, and the accent as text [U1]. */
export function brandColours(accent: string, ground: string) {
  const fill = contrast(accent, ground) >= 3 ? accent : readableOn(ground, accent, 3);
  const on = textOn(fill);
  // Under the pointer a button moves away from its text's colour, so that it reads no worse.
  const hover = mix(fill, on === "#ffffff" ? "#000000" : "#ffffff", 0.14);
  return { fill, hover, on, text: readableOn(ground, accent) };
}
