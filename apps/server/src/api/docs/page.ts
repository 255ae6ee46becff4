import { html, type Html } from "./html.ts";

/** What a page is found by at its side. */
export type Contents = readonly {
  anchor: string;
  name: string;
  parts: readonly { anchor: string; name: Html }[];
}[];

/** The pages about the web API, by their last name in the address. */
export const PAGES = {
  calls: { title: "Calls", address: "/api/v1/docs" },
  start: { title: "Start in five minutes", address: "/api/v1/docs/start" },
  moving: { title: "Moving from TeamViewer", address: "/api/v1/docs/moving" },
} as const;
export type PageName = keyof typeof PAGES;

/** A whole page about the web API, without any script. */
export function page(about: { title: string; here: PageName; contents: Contents; main: Html }): string {
  const { title, here, contents, main } = about;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/api/v1/docs.css" />
      </head>
      <body>
        <a class="skip" href="#main">Skip the contents</a>
        <div class="side">
          <nav aria-label="Pages">
            <p class="brand">Beckon <span>web API</span></p>
            <ul>
              ${Object.entries(PAGES).map(
                ([name, one]) =>
                  html`<li>
                    <a href="${one.address}" ${name === here && html`aria-current="page"`}>${one.title}</a>
                  </li>`,
              )}
            </ul>
          </nav>
          ${contents.length > 0 && contentsOf(contents)}
        </div>
        <main id="main" tabindex="-1">${main}</main>
      </body>
    </html>`.html;
}

function contentsOf(contents: Contents): Html {
  const topics = contents.map(
    ({ anchor, name, parts }) =>
      html`<li>
        <a href="#${anchor}">${name}</a>
        ${
          parts.length > 0 &&
          html`<ul>
            ${parts.map((one) => html`<li><a href="#${one.anchor}">${one.name}</a></li>`)}
          </ul>`
        }
      </li>`,
  );
  return html`<nav class="contents" aria-label="On this page">
    <ul>
      ${topics}
    </ul>
  </nav>`;
}
