import type { PersonScope } from "@beckon/domain/permissions.ts";
import type { Desk } from "../desk/desk.ts";
import type { Announce } from "../desk/news.ts";
import type { AvailabilityStore, CaseStore, Directory, SignalBox } from "../desk/ports.ts";
import type { WaysOf } from "./customer-news.ts";
import type { Hub } from "./hub.ts";
import type { openQueueReader } from "./queue-reader.ts";

/** What every live connection is served with. */
export type LiveParts = {
  desk: Desk;
  hub: Hub;
  store: CaseStore;
  directory: Directory;
  queue: ReturnType<typeof openQueueReader>;
  signals: SignalBox;
  announce: Announce;
  waysOf: WaysOf;
  presence: { came(person: PersonScope): Promise<void>; went(person: PersonScope, forGood: boolean): Promise<void> };
  availability: AvailabilityStore;
  now: () => number;
  newId: () => string;
  log: { error(about: object, message: string): void; debug(about: object, message: string): void };
};
