import { anchorOf, headingsOf, markdown } from "./markdown.ts";
import { page, PAGES, type PageName } from "./page.ts";

/** A page of `docs/` as the server shows it: its examples name this server, its links lead to the pages beside it. */
export function guidePage(here: PageName, text: string, publicUrl: string): string {
  const own = text.replaceAll(/https:\/\/(help\.example\.com|your-server)/g, publicUrl);
  return page({
    title: PAGES[here].title,
    here,
    contents: headingsOf(own).map((name) => ({ anchor: anchorOf(name), name, parts: [] })),
    main: markdown(own),
  });
}
