import type { BrowserContext, ConsoleMessage } from "@playwright/test";

/** What pages complain about while a story runs: errors nobody caught, broken policies, errors on the console. */
export type Faults = {
  readonly found: readonly string[];
  /** From now on lost connections belong to the story, and browsers may say so. */
  expectOutage(): void;
  watch(context: BrowserContext, who: string): void;
};

/** Starts with nothing found. */
export function gatherFaults(): Faults {
  const found: string[] = [];
  let outage = false;
  return {
    found,
    expectOutage: () => void (outage = true),
    watch(context, who) {
      context.on("weberror", (error) => found.push(`${who}: ${error.error().stack ?? error.error().message}`));
      context.on("console", (message) => {
        if (message.type() !== "error" && !/Content Security Policy/i.test(message.text())) return;
        if (isRefusal(message) || (outage && isOutage(message))) return;
        found.push(`${who} at ${message.location().url}: ${message.text()}`);
      });
    },
  };
}

// Chromium logs every answer of 400 and above; a refusal told in words is no fault of the page.
function isRefusal(message: ConsoleMessage): boolean {
  const { pathname } = URL.parse(message.location().url) ?? { pathname: "" };
  return pathname.startsWith("/api/") && /the server responded with a status of 4\d\d/.test(message.text());
}

function isOutage(message: ConsoleMessage): boolean {
  return /WebSocket connection to .* failed|net::ERR_|status of 50[234]/.test(message.text());
}
