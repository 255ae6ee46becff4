import type { MirrorAct } from "@beckon/customer/mirror-messages.ts";
import type { PublishedStore } from "@beckon/customer/publish-store.ts";
import type { Privilege } from "@beckon/protocol/peer.ts";
import type { MachineInput } from "@beckon/session/machine.ts";

/** What an expert's hands pressed a moment ago may still be on its way through a browser, in ms. */
const REST_MS = 1_000;

/** The hands of an expert on this computer, which also reach the module's own page. */
export type ExpertsHands = {
  /** The same input, watched. */
  readonly input: MachineInput;
  /** Whether they pressed anything a moment ago; mere moves of the pointer do not count. */
  readonly busy: boolean;
  /** A page on which those hands give nothing: what only the customer may give is done when they rest [R4, X18]. */
  guard(published: PublishedStore, granted: (session: string) => readonly Privilege[]): PublishedStore;
};

/** Watches what is pressed by `input`; `changed` is told when it begins and when it rests. */
export function watchExpertsHands(input: MachineInput, changed: () => void): ExpertsHands {
  let busy = false;
  let rest: NodeJS.Timeout | undefined;

  function pressed(): void {
    clearTimeout(rest);
    rest = setTimeout(() => become(false), REST_MS);
    rest.unref();
    become(true);
  }

  function become(next: boolean): void {
    if (busy === next) return;
    busy = next;
    changed();
  }

  return {
    input: {
      ...input,
      button(button, down) {
        pressed();
        input.button(button, down);
      },
      key(key, code, down) {
        pressed();
        input.key(key, code, down);
      },
      text(text) {
        pressed();
        input.text(text);
      },
    },
    get busy() {
      return busy;
    },
    guard: (published, granted) => ({
      show: published.show,
      take(act, send) {
        if (!busy || !gives(act, granted)) published.take(act, send);
      },
    }),
  };
}

function gives(act: MirrorAct, granted: (session: string) => readonly Privilege[]): boolean {
  if (act.type === "grant") return act.privileges.some((privilege) => !granted(act.session).includes(privilege));
  if (act.type === "answerColleague") return act.rights !== null;
  return act.type === "allow" || act.type === "receiveInto" || act.type === "uninstall";
}
