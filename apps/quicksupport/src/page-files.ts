/** The built files of the page by their path, `/module.html` among them. */
export type PageFiles = ReadonlyMap<string, { readonly type: string; readonly bytes: Uint8Array }>;

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

/** Makes the page's files of named bytes (`module.html`, `assets/…`); what no page needs is left out. */
export function pageFilesOf(named: Iterable<readonly [string, Uint8Array]>): PageFiles {
  const files = new Map<string, { type: string; bytes: Uint8Array }>();
  for (const [name, bytes] of named) {
    const type = TYPES[name.slice(name.lastIndexOf(".") + 1)];
    if (type !== undefined) files.set(`/${name.replaceAll("\\", "/")}`, { type, bytes });
  }
  return files;
}
