import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { LANGUAGES } from "@beckon/protocol/words.ts";
import { isLanguage, LANGUAGE_NAMES } from "../../ui/language.ts";
import type { CustomerState } from "@beckon/customer/customer-state.ts";
import { brandingOf } from "../branding.ts";
import { announcementOf } from "../standing.ts";
import { useSurroundings } from "../surroundings.ts";

/** What stands on every page: whose it is, the language, and how the connection is. */
export function Frame({ state, children }: { state: CustomerState; children: ComponentChildren }) {
  const { words, language, chooseLanguage, desktop } = useSurroundings();
  const branding = brandingOf(state);
  // The desktop module's page has no server of its own to fetch pictures from.
  const logo = desktop === null ? branding?.logo : null;
  const lost = useLost(state.link);
  return (
    <>
      <header class="top">
        <p class="brand">
          {logo ? <img class="brand-logo" src={logo} alt="" /> : <span class="brand-mark" aria-hidden="true" />}
          {branding?.company ?? "Beckon"}
        </p>
        <label class="language">
          <span class="unseen">{words.language}</span>
          <select
            value={language}
            onChange={({ currentTarget: { value } }) => isLanguage(value) && chooseLanguage(value)}
          >
            {LANGUAGES.map((one) => (
              <option key={one} value={one} lang={one}>
                {LANGUAGE_NAMES[one]}
              </option>
            ))}
          </select>
        </label>
      </header>
      {lost && (
        <p class="banner">
          <span class="spinner" aria-hidden="true" />
          {words.connection.lost} {state.page.is === "case" && words.connection.keepPlace}
        </p>
      )}
      <output class="unseen">{announcementOf(words, state)}</output>
      <main class="main">{children}</main>
    </>
  );
}

/** Whether the connection is gone, or does not come about. */
function useLost(link: CustomerState["link"]): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (link !== "connecting") return undefined;
    const timer = setTimeout(() => setSlow(true), 3000);
    return () => clearTimeout(timer);
  }, [link]);
  return link === "reconnecting" || slow;
}
