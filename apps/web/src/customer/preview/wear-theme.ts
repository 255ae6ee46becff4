const DARK = "(prefers-color-scheme: dark)";
/** Rules that are for the dark, however they are written now. */
const known = new WeakSet<CSSMediaRule>();

/** Makes the document light or dark whatever its reader's system prefers: rules for the dark hold always, or never. */
export function wearTheme(theme: "light" | "dark"): void {
  document.documentElement.style.colorScheme = theme;
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSMediaRule)) continue;
      if (!known.has(rule) && rule.media.mediaText !== DARK) continue;
      known.add(rule);
      rule.media.mediaText = theme === "dark" ? "all" : "not all";
    }
}
