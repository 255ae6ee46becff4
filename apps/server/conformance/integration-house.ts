import { SCOPES, type Scope } from "@beckon/api/scopes.ts";
import { makeCompany } from "../src/people/company.ts";
import { openDatabase, type Database } from "../src/store/database.ts";
import { tokenFor } from "../src/tokens/test-token.ts";
import { invite, openHouse, setUp, type Caller, type House } from "../testing/house.ts";
import type { Anything } from "../testing/wire.ts";
import { send, type RawAnswer, type RawRequest } from "./raw-http.ts";

/** A server with a company, its administrator and an expert, and another company beside it. */
export interface IntegrationHouse {
  readonly house: House;
  readonly db: Database;
  readonly admin: Caller & { personId: string; groupId: string; slug: string };
  readonly expert: Caller & { personId: string };
  /** The other company's name; its people, groups and cases have the word in theirs, too. */
  readonly otherCompany: { id: string; groupId: string };
  /** A token of a person or a company by their id; with every permission unless told. */
  token(whose: string, scopes?: readonly Scope[]): Promise<string>;
  /** Asks the API by a path below `/api/v1`; the answer's JSON comes as anything. */
  ask(method: string, path: string, request?: RawRequest): Promise<Omit<RawAnswer, "json"> & { json: Anything }>;
  stop(): Promise<void>;
}

/** The word that stands in everything of the other company. */
export const OTHER_WORD = "Zanzibarbarian";

/** Opens it; `settings` as of the environment. */
export async function openIntegrationHouse(settings: Record<string, string> = {}): Promise<IntegrationHouse> {
  const house = await openHouse(undefined, settings);
  const administrator = await setUp(house);
  const me = await administrator.call("GET", "/api/console/me");
  const admin = { ...administrator, personId: (me.body as { personId: string }).personId };
  const expert = await invite(house, admin, { email: "eve@example.com", name: "Eve", groupIds: [admin.groupId] });
  const open = openDatabase(house.databaseUrl);
  const { db } = open;
  const made = await makeCompany(
    db,
    { company: OTHER_WORD, name: `${OTHER_WORD} Admin`, email: `admin@${OTHER_WORD}.example`, password: OTHER_WORD },
    Date.now(),
  );
  if (!made.ok) throw new Error(made.refusal.reason);
  const { administrator: other, groupId } = made.value;
  return {
    house,
    db,
    admin,
    expert,
    otherCompany: { id: other.companyId, groupId },
    token: async (whose, scopes = SCOPES) => await tokenFor(db, whose, scopes, Date.now()),
    ask: async (method, path, request) => await send(method, `${house.url}/api/v1${path}`, request),
    async stop() {
      await open.close();
      await house.stop();
    },
  };
}
