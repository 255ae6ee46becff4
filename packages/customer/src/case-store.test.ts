import { describe, expect, it, vi } from "vitest";
import { CLOSE } from "@beckon/protocol/down.ts";
import type { CustomerCase, CustomerDown } from "@beckon/protocol/down.ts";
import type { ModulePage } from "@beckon/protocol/modules.ts";
import type { CustomerRequest } from "@beckon/protocol/up.ts";
import type { LinkState, Reply, RequestNow } from "@beckon/session/server-link.ts";
import type { Address } from "./address.ts";
import { createCaseStore } from "./case-store.ts";
import { claimsIn } from "./claims.ts";
import { showInBrowser } from "./show-in-browser.ts";
import type { CustomerLink, ModuleAnswer } from "./store-ports.ts";

const branding = {
  company: "Nordwind",
  title: "",
  welcome: "",
  waiting: "",
  accent: "#3448c5",
  logo: null,
  translations: {},
};
const bare: ModulePage = {
  slug: "nordwind",
  branding,
  fields: { name: "hidden", email: "hidden", description: "hidden" },
  disclaimer: "",
  disclaimers: {},
  suspended: false,
  closed: null,
  programs: [],
};
const waiting: CustomerCase = {
  caseId: "c1",
  version: 3,
  code: "s123456789",
  state: "pending",
  branding,
  customerName: "",
  customerEmail: "",
  estimate: null,
  care: null,
  message: null,
  answered: null,
  attachments: [],
  expert: null,
  sessions: [],
  place: 1,
  waitingSince: 0,
  validUntil: 9e15,
  messages: [],
  mayClose: true,
  rated: false,
  survey: true,
  programOf: "acme",
};

function mapStorage(kept = new Map<string, string>()): Storage {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}

/** A browser with a page in it and a server that answers as the test says. */
function browser(browsing: {
  answer: (asked: CustomerRequest) => Reply;
  module?: ModuleAnswer;
  storage?: Storage;
  tab?: Storage;
  /** The case that a secret turns out to hold. */
  holds?: (asked: CustomerRequest) => CustomerCase;
}) {
  const {
    answer,
    module = { is: "found", module: bare },
    storage = mapStorage(),
    tab = mapStorage(),
    holds = () => waiting,
  } = browsing;
  const asked: CustomerRequest[] = [];
  const paths: string[] = [];
  let state: LinkState = { is: "open" };
  let listeners: (() => void)[] = [];
  let tell: ((message: CustomerDown) => void) | undefined;
  let open: ((now: RequestNow<CustomerRequest>) => unknown) | undefined;
  const request = (one: CustomerRequest): Promise<Reply> => {
    asked.push(one);
    const reply = answer(one);
    const binds = ["customer/open", "customer/join", "customer/return"].includes(one.type);
    if (reply.ok && binds) tell?.({ type: "customer/case", case: holds(one) });
    return Promise.resolve(reply);
  };
  const store = (address: Address) =>
    createCaseStore(
      {
        openLink: (onOpen) => {
          open = onOpen;
          state = { is: "open" };
          listeners = [];
          const link: CustomerLink = {
            get state() {
              return state;
            },
            ignored: 0,
            subscribe: (listener) => {
              listeners.push(listener);
              return () => undefined;
            },
            request,
            send: () => undefined,
            on: (listener) => {
              tell = listener;
              return () => undefined;
            },
            retry: () => undefined,
            close: () => undefined,
          };
          void onOpen(request);
          return link;
        },
        readModule: () => Promise.resolve(module),
        claims: claimsIn(storage, (bytes) => crypto.getRandomValues(bytes)),
        memory: tab,
        device: () => ({ browser: "", system: "", language: "", screen: "", channel: "web" }),
        tone: { play: () => undefined },
        moveTo: (path) => void paths.push(path),
        visits: {
          relayUrl: "",
          showing: showInBrowser({
            canCapture: () => true,
            capture: () => Promise.resolve({ is: "cancelled" }),
            loadHost: () => Promise.reject(new Error("no session here")),
          }),
          now: () => 0,
          setTimeout: () => undefined,
          clearTimeout: () => undefined,
        },
      },
      address,
    );
  return {
    store,
    asked,
    paths,
    types: () => asked.map(({ type }) => type),
    push: (message: CustomerDown) => tell?.(message),
    reconnect: () => open?.(request),
    refuse: (code: number) => {
      state = { is: "refused", code };
      for (const listener of listeners) listener();
    },
  };
}

const ok = (): Reply => ({ ok: true, value: {} });
const unknownSecret = ({ type }: CustomerRequest): Reply =>
  type === "customer/return" ? { ok: false, refusal: { reason: "notFound" } } : ok();
const atModule: Address = { is: "module", slug: "nordwind" };

describe("a module's page", () => {
  it("[M4] makes a case at once when there is nothing to fill in, with a secret made before", async () => {
    const page = browser({ answer: unknownSecret });
    const store = page.store(atModule);
    await store.start();
    expect(page.types()).toEqual(["customer/open"]);
    expect(page.asked[0]).toMatchObject({ slug: "nordwind", secret: expect.stringMatching(/^[\w-]{43}$/) as string });
    expect(store.state.page.is).toBe("case");
  });

  it("[M4] waits for the form when there is something to fill in, or terms to accept", async () => {
    const module = { ...bare, disclaimer: "Terms" };
    const page = browser({ answer: unknownSecret, module: { is: "found", module } });
    const store = page.store(atModule);
    await store.start();
    expect(page.types()).toEqual([]);
    expect(store.state.page.is).toBe("module");
  });

  it("[M4] goes back to the open case with the same secret after a reload", async () => {
    const storage = mapStorage();
    const first = browser({ answer: ok, storage });
    await first.store(atModule).start();
    const second = browser({ answer: ok, storage });
    const store = second.store(atModule);
    await store.start();
    expect(second.types()).toEqual(["customer/return"]);
    expect(store.state.page.is).toBe("case");
  });

  it("[X12] asks again with the same secret when the first request was never answered", async () => {
    const storage = mapStorage();
    const lost = browser({ answer: () => ({ ok: false, refusal: { reason: "unavailable" } }), storage });
    const before = lost.store(atModule);
    await before.start();
    expect(before.state.problem).toEqual({ reason: "unavailable" });
    const page = browser({ answer: unknownSecret, storage });
    await page.store(atModule).start();
    expect(page.types()).toEqual(["customer/return", "customer/open"]);
    const secrets = [...lost.asked, ...page.asked].map((one) => ("secret" in one ? one.secret : ""));
    expect(new Set(secrets).size).toBe(1);
  });

  it("[M4] makes a new case for somebody who comes anew after theirs was over, and thanks who reloads", async () => {
    const storage = mapStorage();
    const tab = mapStorage();
    await browser({ answer: ok, storage, tab }).store(atModule).start();
    const closed = { type: "customer/case", case: { ...waiting, version: 9, state: "closed" } } as const;

    const same = browser({ answer: ok, storage, tab });
    const reloaded = same.store(atModule);
    await reloaded.start();
    same.push(closed);
    expect(reloaded.state.page).toMatchObject({ is: "case", case: { state: "closed" } });

    const other = browser({
      answer: ok,
      storage,
      holds: ({ type }) => (type === "customer/open" ? { ...waiting, caseId: "c2" } : closed.case),
    });
    const anew = other.store(atModule);
    await anew.start();
    await vi.waitFor(() => expect(other.types()).toEqual(["customer/return", "customer/open"]));
    expect(anew.state.page).toMatchObject({ is: "case", case: { state: "pending" } });
    // News of the old case that come late lead nobody back to it.
    other.push({ ...closed, case: { ...closed.case, version: 12 } });
    expect(anew.state.page).toMatchObject({ is: "case", case: { caseId: "c2", state: "pending" } });
    other.reconnect();
    expect(other.types().at(-1)).toBe("customer/return");
    expect(new Set(other.asked.map((one) => ("secret" in one ? one.secret : ""))).size).toBe(2);
  });

  it("[M6] says kindly that a module is suspended, and asks nothing", async () => {
    const page = browser({ answer: unknownSecret, module: { is: "found", module: { ...bare, suspended: true } } });
    const store = page.store(atModule);
    await store.start();
    expect(page.types()).toEqual([]);
    expect(store.state.page).toMatchObject({ is: "module", module: { suspended: true } });
  });
});

describe("a code", () => {
  it("[S3] is looked at before it is joined, and stands in the address from then on", async () => {
    const invitation = { branding, expert: "Ana", code: "s123456789" };
    const page = browser({
      answer: ({ type }) => (type === "customer/look" ? { ok: true, value: { invitation } } : ok()),
    });
    const store = page.store({ is: "join" });
    await store.start();
    await store.look("s123456789");
    expect(store.state.page).toEqual({ is: "invitation", invitation });
    await store.join("Max");
    expect(page.types()).toEqual(["customer/look", "customer/join"]);
    expect(page.paths).toContain("/s123456789");
  });

  it("[S4] that does not work leaves the customer where they can type another", async () => {
    const page = browser({ answer: () => ({ ok: false, refusal: { reason: "codeNotValid" } }) });
    const store = page.store({ is: "code", code: "s000000000" });
    await store.start();
    expect(store.state).toMatchObject({ page: { is: "join" }, problem: { reason: "codeNotValid" } });
  });
});

describe("a case", () => {
  async function open() {
    const page = browser({ answer: ok });
    const store = page.store(atModule);
    await store.start();
    return { page, store };
  }

  it("[C9] is come back to after every reconnect, before anything else", async () => {
    const { page } = await open();
    page.asked.length = 0;
    page.reconnect();
    expect(page.types()).toEqual(["customer/return"]);
  });

  it("[Q2] never goes back to an older version", async () => {
    const { page, store } = await open();
    page.push({ type: "customer/case", case: { ...waiting, version: 8, place: 2 } });
    page.push({ type: "customer/case", case: { ...waiting, version: 7, place: 5 } });
    expect(store.state.page).toMatchObject({ case: { place: 2 } });
  });

  it("[S5] open in another tab says so, and can be taken back", async () => {
    const { page, store } = await open();
    page.refuse(CLOSE.superseded);
    expect(store.state.page.is).toBe("elsewhere");
    page.asked.length = 0;
    await store.resume();
    expect(page.types()).toEqual(["customer/return"]);
    expect(store.state.page.is).toBe("case");
  });

  it("that was left stays left until the customer comes back", async () => {
    const { page, store } = await open();
    await store.leave();
    page.push({ type: "customer/case", case: { ...waiting, version: 20 } });
    expect(store.state.page.is).toBe("left");
    await store.resume();
    expect(store.state.page.is).toBe("case");
  });

  it("that was deleted is forgotten with its secret", async () => {
    const { page, store } = await open();
    page.push({ type: "customer/gone" });
    expect(store.state.page.is).toBe("gone");
    page.asked.length = 0;
    page.reconnect();
    expect(page.types()).toEqual([]);
  });

  it("[R1] whose expert left while we were away asks nothing any more", async () => {
    const { page, store } = await open();
    const expert = { name: "Ana", presence: "connected" } as const;
    page.push({ type: "customer/case", case: { ...waiting, version: 8, expert } });
    const asks = { type: "session/open", caseId: "c1", session: "c1-1" } as const;
    page.push({
      ...asks,
      iceServers: [],
      relayToken: "",
      expert: { name: "Ana", company: "Nordwind" },
      recordings: { keep: "expert", days: 30 },
      colleague: null,
    });
    expect(store.state.visit.is).toBe("asked");
    page.push({ type: "customer/case", case: { ...waiting, version: 9, expert: { ...expert, presence: "left" } } });
    expect(store.state.visit.is).toBe("none");
  });
});
