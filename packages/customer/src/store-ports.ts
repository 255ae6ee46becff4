import type { CustomerDevice } from "@beckon/domain/case.ts";
import type { ModulePage } from "@beckon/protocol/modules.ts";
import type { CustomerDown } from "@beckon/protocol/down.ts";
import type { CustomerRequest } from "@beckon/protocol/up.ts";
import type { NewMessage } from "@beckon/protocol/waiting.ts";
import type { RequestNow, ServerLink } from "@beckon/session/server-link.ts";
import type { Claims } from "./claims.ts";
import type { VisitPorts } from "./visit-ports.ts";

/** A customer's link to the server. */
export type CustomerLink = ServerLink<CustomerRequest, CustomerDown>;
/** What came of reading a module's page. */
export type ModuleAnswer = { is: "found"; module: ModulePage } | { is: "unknown" } | { is: "unreachable" };

/** What the store needs from the outside: the network, the browser's memory, the clock. */
export type StorePorts = {
  openLink(onOpen: (request: RequestNow<CustomerRequest>) => Promise<unknown> | void): CustomerLink;
  readModule(slug: string): Promise<ModuleAnswer>;
  claims: Claims;
  /** What this tab remembers: which case it has shown, and what was answered in it. */
  memory: Pick<Storage, "getItem" | "setItem">;
  device(): CustomerDevice;
  /** What the computer is called and how much memory it has, where a program knows that [K2]. */
  computer?(): { host: string; memory: number };
  /** Two rising notes for `arrival`, one for `message`. */
  tone: { play(what: "arrival" | "message"): void };
  /** False where nothing can be sent to the case by HTTP: pictures and files are not offered then. */
  attaches?: boolean;
  /** Puts a path into the address bar, so that a reload comes back here. */
  moveTo(path: string): void;
  visits: Omit<VisitPorts, "answer" | "dismiss" | "signal" | "memory">;
};

/** What a customer fills in on a module's page. */
export type ModuleForm = {
  customerName: string;
  customerEmail: string;
  description: string;
  disclaimerAccepted: boolean;
  /** Left instead of waiting [H3]; without it they wait. */
  message?: NewMessage | null | undefined;
};
