import { brandColours } from "../../ui/brand-colours.ts";
import { contrast } from "@beckon/domain/contrast.ts";
import { Icon } from "../controls/icon.tsx";
import { TextField } from "../controls/field.tsx";
import { useWords } from "../words/use-words.tsx";

/** The surfaces of the customer's page, as ui/tokens.css has them. */
const GROUNDS = { light: "#ffffff", dark: "#171a20" } as const;
/** Text below this contrast is hard to read for many [WCAG 1.4.3]. */
const READABLE = 4.5;

/** A module's colour: how its button looks in light and dark, and whether the colour itself can be read there [M2, U1]. */
export function AccentField({ accent, onChange }: { accent: string; onChange: (accent: string) => void }) {
  const w = useWords();
  const themes = (["light", "dark"] as const).map((theme) => {
    const ground = GROUNDS[theme];
    return { theme, ground, colours: brandColours(accent, ground), ratio: contrast(accent, ground) };
  });
  const poor = themes.filter(({ ratio }) => ratio < READABLE);
  const ratioIn = (ratio: number) => w.f.number(Math.floor(ratio * 10) / 10);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          label={w.modules.accent}
          type="color"
          className="!w-16 p-1"
          value={accent}
          onChange={({ target: { value } }) => onChange(value)}
        />
        {themes.map(({ theme, ground, colours }) => (
          <span
            key={theme}
            className="inline-flex items-center gap-3 rounded-md border border-line px-3 py-2"
            style={{ backgroundColor: ground }}
          >
            <span
              className="inline-flex h-8 items-center rounded-sm px-4 font-semibold"
              style={{ backgroundColor: colours.fill, color: colours.on }}
            >
              {w.modules.sample}
            </span>
            <span className="font-medium" style={{ color: colours.text }}>
              {w.modules.themes[theme]}
            </span>
          </span>
        ))}
      </div>
      <div role="status" className="flex flex-col gap-1 text-xs">
        {poor.length === 0 && <p className="text-muted">{w.modules.contrastGood}</p>}
        {poor.map(({ theme, ratio }) => (
          <p key={theme} className="flex items-start gap-1 text-warn">
            <Icon name="warn" className="mt-px size-3.5" />
            {w.modules.contrastLow[theme](ratioIn(ratio))}
          </p>
        ))}
      </div>
    </div>
  );
}
