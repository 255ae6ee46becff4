import type { CustomerDevice } from "@beckon/domain/case.ts";

/** What this browser tells about itself; shown to experts, relied upon for nothing. */
export function describeDevice(): CustomerDevice {
  const { userAgent, language } = navigator;
  return {
    browser: browserOf(userAgent).slice(0, 120),
    system: systemOf(userAgent).slice(0, 120),
    language: language.slice(0, 35),
    screen: `${screen.width} × ${screen.height}`,
    channel: "web",
  };
}

/** The browser's name and main version, from its user agent. */
export function browserOf(userAgent: string): string {
  const known: [RegExp, string][] = [
    [/Edg(?:A|iOS)?\/(\d+)/, "Edge"],
    [/OPR\/(\d+)/, "Opera"],
    [/SamsungBrowser\/(\d+)/, "Samsung Internet"],
    [/(?:Firefox|FxiOS)\/(\d+)/, "Firefox"],
    [/(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/, "Chrome"],
    [/Version\/(\d+).*Safari/, "Safari"],
  ];
  for (const [pattern, name] of known) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return "?";
}

/** The operating system's name, from the user agent. */
export function systemOf(userAgent: string): string {
  const known: [RegExp, string][] = [
    [/iPhone|iPad|iPod/, "iOS"],
    [/Android/, "Android"],
    [/Windows/, "Windows"],
    [/Mac OS X|Macintosh/, "macOS"],
    [/CrOS/, "ChromeOS"],
    [/Linux|X11/, "Linux"],
  ];
  return known.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "?";
}
