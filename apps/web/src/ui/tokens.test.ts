import { describe, expect, it } from "vitest";
import { contrast, mix, readableOn, textOn } from "@beckon/domain/contrast.ts";
import css from "./tokens.css?raw";

function colours(block: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", value = ""] of block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)) found[name] = value;
  return found;
}
const [lightBlock = "", darkBlock = ""] = css.split("@media (prefers-color-scheme: dark)");
const light = colours(lightBlock);
const themes = { light, dark: { ...light, ...colours(darkBlock) } };

const grounds = ["bg", "surface", "surface-raised", "surface-sunken"];
const readable: [string, string][] = [
  ...["text", "text-muted", "accent-text", "danger-text"].flatMap((text) =>
    grounds.map((ground): [string, string] => [text, ground]),
  ),
  ["text", "accent-soft"],
  ["accent-text", "accent-soft"],
  ["danger-text", "danger-soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-danger", "danger"],
  ["on-danger", "danger-hover"],
  ...["new", "pending", "progress", "closed", "expired"].flatMap((state): [string, string][] => [
    [`state-${state}`, `state-${state}-soft`],
    [`state-${state}`, "surface"],
    [`state-${state}`, "bg"],
  ]),
  ["wait-warn", "wait-warn-soft"],
  ["wait-alarm", "wait-alarm-soft"],
];

describe.each(Object.entries(themes))("[U1] colours of the %s theme", (_, theme) => {
  it.each(readable)("%s on %s reads at 4.5 : 1", (text, ground) => {
    expect(contrast(theme[text] ?? "", theme[ground] ?? "")).toBeGreaterThanOrEqual(4.5);
  });
  it.each(grounds)("a control's edge and the focus ring stand out on %s at 3 : 1", (ground) => {
    expect(contrast(theme["border-control"] ?? "", theme[ground] ?? "")).toBeGreaterThanOrEqual(3);
    expect(contrast(theme["focus"] ?? "", theme[ground] ?? "")).toBeGreaterThanOrEqual(3);
  });
});

describe("[U1] a module's own accent", () => {
  const accents = ["#000000", "#ffffff", "#ffcc00", "#777777", "#ff0000", "#0a7d4f", "#3448c5", "#767676"];
  it.each(accents)("%s carries readable text, and is itself readable on both grounds", (accent) => {
    expect(contrast(accent, textOn(accent))).toBeGreaterThanOrEqual(4.5);
    for (const theme of Object.values(themes)) {
      const ground = theme["surface"] ?? "";
      expect(contrast(readableOn(ground, accent), ground)).toBeGreaterThanOrEqual(4.5);
    }
  });
  it("mixes colours", () => {
    expect(mix("#000000", "#ffffff", 0.5)).toBe("#808080");
  });
});
