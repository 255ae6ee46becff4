import { randomUUID } from "node:crypto";
import { CALLS } from "@beckon/protocol/calls.ts";
import { moduleSettings, type ModuleRecord, type ModuleSettings } from "@beckon/protocol/modules.ts";
import { createTestDatabase } from "../../apps/server/src/store/test-database.ts";
import { callerAt, signInAt, type Caller } from "./caller.ts";
import { nobodysCases } from "./nobodys-cases.ts";
import { startServerProcess, type ServerProcess } from "./server-process.ts";

/** One of the company, signed in. */
export type Member = Caller & { readonly id: string; readonly name: string; readonly email: string };
export type MemberName = keyof typeof MEMBERS;

/** One or two servers on a fresh database, with a company on it. */
export type House = {
  readonly databaseUrl: string;
  /** Where the experts work. */
  readonly expertsAt: ServerProcess;
  /** Where customers come in; the same server when there is one. */
  readonly customersAt: ServerProcess;
  /** Ada administers, Ana supervises, Ben and Cleo are experts. */
  readonly members: Readonly<Record<MemberName, Member>>;
  /** A group nobody has worked in, with a module; what earlier stories left behind is out of the experts' sight. */
  freshTeam(settings?: Partial<ModuleSettings>): Promise<Team>;
  stop(): Promise<void>;
};

/** A story's own group and module. Ana owns the group; it is shared with Ben and Cleo to write. */
export type Team = {
  readonly groupId: string;
  readonly groupName: string;
  readonly module: ModuleRecord;
  makeModule(settings: Partial<ModuleSettings>): Promise<ModuleRecord>;
  /** Cases made by hand, by Ben, of customers with these names; nobody's. */
  makeCases(customers: readonly string[]): Promise<void>;
  /** Puts the group out of everybody's sight, Ada's excepted; its cases are nobody's from then on. */
  leave(): Promise<void>;
};

export const COMPANY = "Example Ltd";
export const PASSWORD = "correct horse battery";
const MEMBERS = {
  ada: { name: "Ada Lund", role: "administrator" },
  ana: { name: "Ana Blum", role: "supervisor" },
  ben: { name: "Ben Ode", role: "expert" },
  cleo: { name: "Cleo Ruiz", role: "expert" },
} as const;

let teams = 0;

/** Opens a house; `servers` is how many share its database. */
export async function openHouse(servers: 1 | 2, settings: Readonly<Record<string, string>> = {}): Promise<House> {
  const database = await createTestDatabase();
  const first = await startServerProcess(database.url, settings);
  const second = servers === 2 ? await startServerProcess(database.url, settings) : first;
  const members = await foundCompany(first);
  const { ada, ana, ben, cleo } = members;
  return {
    databaseUrl: database.url,
    expertsAt: first,
    customersAt: second,
    members,
    async freshTeam(settings = {}) {
      const name = `Team ${++teams}`;
      const { id: groupId } = await ana.call(CALLS.createGroup, { body: { name } });
      const share = (who: Member, access: "write" | null) =>
        ana.call(CALLS.shareGroup, { params: { id: groupId }, body: { personId: who.id, access } });
      await share(ben, "write");
      await share(cleo, "write");
      const makeModule = (more: Partial<ModuleSettings>) => {
        const slug = `help-${teams}-${Math.random().toString(36).slice(2, 8)}`;
        return ana.call(CALLS.createModule, { body: moduleSettings.parse({ ...USUAL, slug, groupId, ...more }) });
      };
      return {
        groupId,
        groupName: name,
        module: await makeModule(settings),
        makeModule,
        async makeCases(customers) {
          for (const customerName of customers) {
            const facts = { groupId, customerName, customerEmail: "", description: "", assigneeId: null };
            await ben.call(CALLS.createCase, {
              body: { ...facts, priority: "normal", tags: [], requestId: randomUUID() },
            });
          }
        },
        async leave() {
          await nobodysCases(database.url, groupId);
          await share(ben, null);
          await share(cleo, null);
          const params = { id: groupId };
          await ana.call(CALLS.changeGroup, { params, body: { ownerId: ada.id } });
          // Whoever gave a group away can still see it.
          await ada.call(CALLS.shareGroup, { params, body: { personId: ana.id, access: null } });
        },
      };
    },
    async stop() {
      await Promise.all([...new Set([first, second])].map((server) => server.stop()));
      await database.drop();
    },
  };
}

/** A server on a database on which nothing was set up yet; `stop` it afterwards. */
export async function openEmptyHouse(): Promise<{ server: ServerProcess; stop(): Promise<void> }> {
  const database = await createTestDatabase();
  const server = await startServerProcess(database.url);
  return {
    server,
    async stop() {
      await server.stop();
      await database.drop();
    },
  };
}

const USUAL: Partial<ModuleSettings> = {
  name: "Printers & screens",
  assigneeId: null,
  title: "Example Ltd Support",
  welcome: "Tell us what is wrong. Somebody will be with you in a moment.",
  waiting: "Please leave your computer switched on.",
  disclaimer: "",
  accent: "#0f766e",
  fields: { name: "required", email: "hidden", description: "optional" },
  validityMs: 24 * 3_600_000,
  survey: true,
  sos: { on: true, label: "" },
};

async function foundCompany(server: ServerProcess): Promise<House["members"]> {
  const token = server.setupUrl?.split("#token=")[1] ?? "";
  const nobody = callerAt(server.url);
  const { ada, ...others } = MEMBERS;
  const email = "ada@example.com";
  await nobody.call(CALLS.setup, { body: { token, company: COMPANY, name: ada.name, email, password: PASSWORD } });
  const administrator = await memberOf(server, ada.name, email);
  const invited = await Promise.all(
    Object.entries(others).map(async ([key, who]) => [key, await invite(server, administrator, who)] as const),
  );
  return { ada: administrator, ...(Object.fromEntries(invited) as Record<keyof typeof others, Member>) };
}

/** Invites somebody into the company, accepts for them and signs them in. */
export async function invite(
  server: ServerProcess,
  administrator: Caller,
  { name, role }: { name: string; role: "administrator" | "supervisor" | "expert" },
): Promise<Member> {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.com`;
  const { url } = await administrator.call(CALLS.invite, { body: { email, role, groupIds: [] } });
  const token = url.split("#token=")[1] ?? "";
  await callerAt(server.url).call(CALLS.acceptInvitation, { body: { token, name, password: PASSWORD } });
  return await memberOf(server, name, email);
}

async function memberOf(server: ServerProcess, name: string, email: string): Promise<Member> {
  const caller = await signInAt(server.url, email, PASSWORD);
  const { personId } = await caller.call(CALLS.readMe);
  return { ...caller, id: personId, name, email };
}
