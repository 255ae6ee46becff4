import { parseSessionCode } from "@beckon/domain/session-code.ts";

/** What the page's address asks for. A malformed code is looked up like any other, so that all get one answer [S4]. */
export type Address = { is: "join" } | { is: "code"; code: string } | { is: "module"; slug: string };

/** Reads the address: `/m/<slug>` a module, `/s123456789` a code, everything else the page to type a code. */
export function readAddress(pathname: string): Address {
  const module = /^\/m\/([^/]+)\/?$/.exec(pathname);
  if (module?.[1] !== undefined) return { is: "module", slug: decode(module[1]).toLowerCase() };
  const code = /^\/(s[\d-]+)\/?$/i.exec(pathname)?.[1];
  if (code !== undefined) return { is: "code", code: parseSessionCode(code) ?? code };
  return { is: "join" };
}

/** The code in what a QR code holds: a join link of any server, or the code itself; undefined when there is none. */
export function codeInScan(text: string): string | undefined {
  const path = URL.canParse(text) ? new URL(text).pathname.slice(1) : text;
  return parseSessionCode(path);
}

/** Shows a code while it is typed: digits in groups of three, as far as they go [S1]. */
export function groupTyped(typed: string): string {
  const digits = typed.replace(/\D/g, "").slice(0, 9);
  return digits.replace(/(\d{3})(?=\d)/g, "$1-");
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
