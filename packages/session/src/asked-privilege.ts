import type { Privilege } from "@beckon/protocol/peer.ts";

/** How long a question stands before another one may take its place, in ms; twice as long each time nothing was given. */
const STANDS_MS = 1_000;
const LONGEST_MS = 60_000;

/** What the expert asks the customer for: one question at a time, and never another under a finger that is answering [R4]. */
export type AskedPrivilege = {
  hear(privilege: Privilege): void;
  /** The customer changed what is granted: whatever was asked is answered. */
  answered(): void;
  stop(): void;
};

/** Nothing is asked yet; `may` tells what is granted already, `show` what is asked now. */
export function makeAskedPrivilege(ports: {
  may(privilege: Privilege): boolean;
  show(asked: Privilege | null): void;
  now?: () => number;
}): AskedPrivilege {
  const { may, show, now = Date.now } = ports;
  let asked: Privilege | null = null;
  let next: Privilege | null = null;
  let changedAt = -Infinity;
  let stands = STANDS_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function become(privilege: Privilege | null): void {
    asked = privilege;
    changedAt = now();
    show(privilege);
  }

  function showNext(): void {
    clearTimeout(timer);
    timer = undefined;
    if (next === null || may(next) || next === asked) return void (next = null);
    const wait = changedAt + stands - now();
    if (wait > 0) return void (timer = setTimeout(showNext, wait));
    if (asked !== null) stands = Math.min(LONGEST_MS, stands * 2);
    const question = next;
    next = null;
    become(question);
  }

  return {
    hear(privilege) {
      if (may(privilege)) return;
      next = privilege;
      showNext();
    },
    answered() {
      if (asked === null) return;
      if (may(asked)) stands = STANDS_MS;
      become(null);
      showNext();
    },
    stop() {
      clearTimeout(timer);
      next = null;
      if (asked !== null) become(null);
    },
  };
}
