import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Suspense } from "react";
import { SelectField } from "../controls/field.tsx";
import { useMe } from "../live/use-live.tsx";
import { Page } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { SETTINGS_PARTS } from "./settings-parts.ts";

const SECTIONS = ["you", "company", "integrations"] as const;

/** The settings, a part at a time: what concerns oneself, what the company decides, and what is connected to it. */
export function SettingsPage() {
  const w = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const { part: name } = useParams({ strict: false });
  const parts = SETTINGS_PARTS.filter(({ may }) => may === undefined || me.may.includes(may));
  // Whoever may not see a part, or mistyped it, finds their own.
  const shown = parts.find((each) => each.name === name) ?? parts[0];
  if (!shown) return null;
  const sections = SECTIONS.map((section) => ({
    section,
    within: parts.filter((each) => each.section === section),
  })).filter(({ within }) => within.length > 0);
  return (
    <Page title={w.settings.title} wide>
      <div className="flex flex-col gap-5 md:flex-row md:gap-8">
        <div className="md:hidden">
          <SelectField
            label={w.settings.part}
            value={shown.name}
            onChange={({ target: { value } }) =>
              void navigate({ to: "/console/settings/$part", params: { part: value } })
            }
          >
            {sections.map(({ section, within }) => (
              <optgroup key={section} label={w.settings.sections[section]}>
                {within.map((each) => (
                  <option key={each.name} value={each.name}>
                    {each.title(w)}
                  </option>
                ))}
              </optgroup>
            ))}
          </SelectField>
        </div>
        <nav aria-label={w.settings.title} className="hidden w-44 shrink-0 flex-col gap-4 md:flex">
          {sections.map(({ section, within }) => (
            <div key={section} className="flex flex-col gap-0.5">
              <p className="px-2 pb-0.5 text-xs font-medium text-muted">{w.settings.sections[section]}</p>
              {within.map((each) => (
                <Link
                  key={each.name}
                  to="/console/settings/$part"
                  params={{ part: each.name }}
                  aria-current={each === shown ? "page" : undefined}
                  className="flex min-h-8 items-center rounded-sm px-2 text-muted outline-offset-0 hover:bg-sunken pointer-coarse:min-h-11 aria-[current=page]:bg-sunken aria-[current=page]:font-semibold aria-[current=page]:text-ink"
                  activeProps={{}}
                >
                  {each.title(w)}
                </Link>
              ))}
            </div>
          ))}
        </nav>
        <div className="flex min-w-0 grow flex-col gap-5">
          <Suspense fallback={null}>
            <shown.Show />
          </Suspense>
        </div>
      </div>
    </Page>
  );
}
