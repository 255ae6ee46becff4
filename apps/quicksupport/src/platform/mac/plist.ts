type Plist = string | boolean | readonly string[];

/** A property list, as macOS describes apps and what is started at sign-in. */
export function plist(entries: Readonly<Record<string, Plist>>): string {
  const rows = Object.entries(entries).map(([key, value]) => `  <key>${escape(key)}</key>\n  ${valueOf(value)}\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
${rows.join("")}</dict>
</plist>
`;
}

function valueOf(value: Plist): string {
  if (typeof value === "boolean") return value ? "<true/>" : "<false/>";
  if (typeof value === "string") return `<string>${escape(value)}</string>`;
  return `<array>${value.map((one) => `<string>${escape(one)}</string>`).join("")}</array>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
