import type { Copied } from "@beckon/session/machine.ts";

/** What both clipboards last had in common, so that nothing travels twice or comes back as an echo. */
export type ClipboardMemory = {
  /** Whether the other side has exactly this already. */
  has(copied: Copied): boolean;
  /** This was sent there, or came from there. */
  keep(copied: Copied): void;
};

/** Nothing is in common at first. */
export function makeClipboardMemory(): ClipboardMemory {
  let last: Copied | null = null;
  return {
    has: (copied) => last !== null && alike(last, copied),
    keep(copied) {
      last = copied;
    },
  };
}

function alike(a: Copied, b: Copied): boolean {
  if (a.media === "text/plain") return b.media === "text/plain" && lines(a.text) === lines(b.text);
  if (b.media === "text/plain" || a.bytes.length !== b.bytes.length) return false;
  return a.bytes.every((byte, at) => byte === b.bytes[at]);
}

/** Systems end lines differently, and clipboards turn one into the other. */
function lines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
