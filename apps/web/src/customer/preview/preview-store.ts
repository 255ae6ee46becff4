import { createCaseStore, nothingToFillIn, type CaseStore } from "@beckon/customer/case-store.ts";
import { claimsIn } from "@beckon/customer/claims.ts";
import type { StorePorts } from "@beckon/customer/store-ports.ts";
import type { PreviewShown } from "../../ui/preview-message.ts";
import { pretendDesk } from "./pretend-desk.ts";

const NOBODY = { customerName: "", customerEmail: "", description: "", disclaimerAccepted: true };

/** The customer's own store, brought to the view that is looked at; it has no network and remembers nothing. */
export async function previewStore({ page, survey, view }: PreviewShown, now: number): Promise<CaseStore> {
  const module = view === "suspended" ? { ...page, suspended: true } : page;
  const store = createCaseStore(portsOf(pretendDesk(module, survey, now), module), { is: "module", slug: module.slug });
  await store.start();
  if (view !== "waiting" && view !== "after") return store;
  if (!nothingToFillIn(module) || module.suspended) await store.openModule(NOBODY);
  if (view === "after") await store.close();
  return store;
}

function portsOf(desk: ReturnType<typeof pretendDesk>, module: PreviewShown["page"]): StorePorts {
  const memory = new Map<string, string>();
  const storage = {
    getItem: (key: string) => memory.get(key) ?? null,
    setItem: (key: string, value: string) => void memory.set(key, value),
    removeItem: (key: string) => void memory.delete(key),
  };
  return {
    openLink: () => desk,
    readModule: () => Promise.resolve({ is: "found", module }),
    attaches: false,
    claims: claimsIn(storage, (bytes) => crypto.getRandomValues(bytes)),
    memory: storage,
    device: () => ({ browser: "", system: "", language: "", screen: "", channel: "web" }),
    tone: { play: () => undefined },
    moveTo: () => undefined,
    visits: {
      relayUrl: "",
      // Nobody ever asks to see the screen here.
      showing: {
        prepare: () => Promise.resolve({ is: "cancelled" }),
        join: () => null,
        change: () => Promise.resolve("cancelled"),
        granted: () => null,
      },
      now: Date.now,
      setTimeout: (call, ms) => setTimeout(call, ms),
      clearTimeout: (timer) => clearTimeout(timer as number | undefined),
    },
  };
}
