/** Tells the browser that this module's page can be kept as an app of its own, with its colour and icon [M12]. */
export function offerAsApp(slug: string, accent: string): void {
  const path = `/m/${slug}`;
  if (document.querySelector('link[rel="manifest"]')) return;
  const icon = `${path}/icon/192/any`;
  document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.remove();
  link("icon", icon, "image/png");
  link("apple-touch-icon", icon);
  link("manifest", `${path}/app.webmanifest`);
  const meta = document.createElement("meta");
  meta.name = "theme-color";
  meta.content = accent;
  document.head.append(meta);
}

function link(rel: string, href: string, type?: string): void {
  const made = document.createElement("link");
  made.rel = rel;
  made.href = href;
  if (type !== undefined) made.type = type;
  document.head.append(made);
}
