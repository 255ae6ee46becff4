import type { CustomerCase, CustomerDown } from "@beckon/protocol/down.ts";
import type { ModulePage } from "@beckon/protocol/modules.ts";
import type { CustomerRequest } from "@beckon/protocol/up.ts";
import type { CustomerLink } from "@beckon/customer/store-ports.ts";

const CASE_ID = "preview";
const HOUR = 3_600_000;

const waiting = (now: number): Pick<CustomerCase, "place" | "estimate" | "care" | "waitingSince"> => ({
  care: { is: "looking" },
  place: 2,
  estimate: { is: "range", from: 2, to: 4 },
  waitingSince: now - 40_000,
});

/** Answers a previewed page as the server would answer a real one, without any server: no case is made anywhere. */
export function pretendDesk(module: ModulePage, survey: boolean, now: number): CustomerLink {
  const listeners = new Set<(message: CustomerDown) => void>();
  let current: CustomerCase = {
    caseId: CASE_ID,
    version: 0,
    code: "s123456789",
    state: "pending",
    branding: module.branding,
    customerName: "",
    customerEmail: "",
    expert: null,
    sessions: [],
    ...waiting(now),
    message: null,
    answered: null,
    attachments: [],
    validUntil: now + 24 * HOUR,
    messages: [],
    mayClose: true,
    rated: false,
    survey,
    programOf: null,
  };

  function become(change: Partial<CustomerCase>): void {
    current = { ...current, ...change, version: current.version + 1 };
    for (const listener of listeners) listener({ type: "customer/case", case: current });
  }

  function answer(request: CustomerRequest): void {
    switch (request.type) {
      case "customer/say": {
        const seq = current.messages.length + 1;
        const said = { seq, at: Date.now(), from: "customer" as const, name: "", text: request.text };
        return become({ messages: [...current.messages, said] });
      }
      case "customer/leave-message": {
        const { text, reach, callBack, stays } = request;
        const message = { text, reach, callBack, at: Date.now() };
        return become({ message, ...(stays ? {} : { place: null, estimate: null, care: null, waitingSince: null }) });
      }
      case "customer/wait":
        return become({ message: null, ...waiting(now) });
      case "customer/close":
        return become({ state: "closed", place: null, estimate: null, care: null, waitingSince: null });
      case "customer/rate":
        return become({ rated: true });
      case "customer/open":
      case "customer/return":
      case "customer/reopen":
        return become({ state: "pending", ...waiting(now) });
      default:
        return undefined;
    }
  }

  return {
    state: { is: "open" },
    ignored: 0,
    subscribe: () => () => undefined,
    request(request) {
      answer(request);
      return Promise.resolve({ ok: true, value: {} });
    },
    send: () => undefined,
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry: () => undefined,
    close: () => undefined,
  };
}
