import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CALLS } from "@beckon/protocol/calls.ts";
import { startTestHttp, type Answered, type TestHttp } from "./test-http.ts";

let house: TestHttp;
type Side = Awaited<ReturnType<TestHttp["company"]>> & {
  expertId: string;
  invitationId: string;
  tokenId: string;
  appId: string;
};
let ours: Side;
let theirs: Side;

beforeAll(async () => {
  house = await startTestHttp();
  ours = await side("Ours");
  theirs = await side("Theirs");
});
afterAll(() => house.close());

async function side(name: string): Promise<Side> {
  const company = await house.company(name);
  const { id: expertId } = await house.person(company.administrator.companyId, "expert");
  const body = { email: `${name.toLowerCase()}@new.example.com`, role: "expert", groupIds: [] };
  const invited = await house.ask("POST", "/api/console/invitations", { cookie: company.cookie, body });
  const { invitation } = invited.body as { invitation: { id: string } };
  const make = async (path: string, wanted: object) =>
    (await house.ask("POST", `/api/console/${path}`, { cookie: company.cookie, body: wanted })).body;
  const scopes = ["Users.Read"];
  const { made } = (await make("tokens", { level: "company", name, scopes })) as { made: { id: string } };
  const redirectUris = ["https://app.example.com/back"];
  const { app } = (await make("apps", { name, redirectUris, scopes, confidential: true })) as { app: { id: string } };
  return {
    ...company,
    expertId,
    invitationId: invitation.id,
    tokenId: made.id,
    appId: app.id,
  };
}

const settings = {
  name: "M",
  slug: "border-module",
  assigneeId: null,
  title: "",
  welcome: "",
  waiting: "",
  disclaimer: "",
  accent: "#112233",
  fields: { name: "hidden", email: "hidden", description: "hidden" },
  validityMs: 3_600_000,
  survey: false,
  sos: { on: true, label: "" },
};

const assignment = (fallbackGroupId: string | null) => ({
  policy: { kind: "roundRobin", acceptMs: 30_000 },
  hours: null,
  fallbackGroupId,
  escalateMs: 600_000,
});
const notFound = { refusal: { reason: "notFound" } };
const unknown = (field: string) => ({ refusal: { reason: "invalid", field, problem: "unknown" } });

type CallName = keyof typeof CALLS;
// What belongs to another room than people, groups and modules is tried across the border in that room's own tests.
const elsewhere =
  /^\/api\/(console\/(cases|tags|recordings|company|contacts|computers|replies|board|notices|attachments|logos|report|webhooks|grants|authorization|me\/|people\/:id\/workload)|customer\/(cases|attachments)\/)/;
const names = (Object.keys(CALLS) as CallName[]).filter((name) => !elsewhere.test(CALLS[name].path));
type Try = { call: CallName; what: string; params?: () => string; body?: () => unknown; answer: unknown };

/** Every call that names something, named from across the border: what is theirs does not exist for us. */
const tries: Try[] = [
  {
    call: "changePerson",
    what: "their expert",
    params: () => theirs.expertId,
    body: () => ({ role: "supervisor" }),
    answer: notFound,
  },
  { call: "inviteIn", what: "their expert", params: () => theirs.expertId, answer: notFound },
  { call: "resetSecondFactor", what: "their expert's", params: () => theirs.expertId, answer: notFound },
  { call: "withdrawInvitation", what: "their invitation", params: () => theirs.invitationId, answer: notFound },
  {
    call: "invite",
    what: "into their group",
    body: () => ({ email: "a@b.example", role: "expert", groupIds: [theirs.groupId] }),
    answer: unknown("groupIds"),
  },
  {
    call: "changeGroup",
    what: "their group",
    params: () => theirs.groupId,
    body: () => ({ name: "Mine" }),
    answer: notFound,
  },
  {
    call: "changeGroup",
    what: "our group to their expert",
    params: () => ours.groupId,
    body: () => ({ ownerId: theirs.expertId }),
    answer: unknown("ownerId"),
  },
  {
    call: "changeGroupAssignment",
    what: "their group",
    params: () => theirs.groupId,
    body: () => assignment(null),
    answer: notFound,
  },
  {
    call: "changeGroupAssignment",
    what: "our group with theirs to fall back on",
    params: () => ours.groupId,
    body: () => assignment(theirs.groupId),
    answer: unknown("fallbackGroupId"),
  },
  { call: "deleteGroup", what: "their group", params: () => theirs.groupId, answer: notFound },
  {
    call: "shareGroup",
    what: "their group",
    params: () => theirs.groupId,
    body: () => ({ personId: ours.expertId, access: "read" }),
    answer: notFound,
  },
  {
    call: "shareGroup",
    what: "our group with their expert",
    params: () => ours.groupId,
    body: () => ({ personId: theirs.expertId, access: "read" }),
    answer: unknown("personId"),
  },
  {
    call: "createModule",
    what: "in their group",
    body: () => ({ ...settings, groupId: theirs.groupId }),
    answer: unknown("groupId"),
  },
  {
    call: "createModule",
    what: "assigned to their expert",
    body: () => ({ ...settings, groupId: ours.groupId, assigneeId: theirs.expertId }),
    answer: { refusal: { reason: "assigneeCannotSee" } },
  },
  {
    call: "suspendModule",
    what: "their module",
    params: () => theirs.moduleId,
    body: () => ({ suspended: true }),
    answer: notFound,
  },
  {
    call: "duplicateModule",
    what: "their module",
    params: () => theirs.moduleId,
    body: () => ({ name: "Mine" }),
    answer: notFound,
  },
  {
    call: "saveModuleDraft",
    what: "their module",
    params: () => theirs.moduleId,
    body: () => ({ settings: { ...settings, groupId: ours.groupId }, revision: 1 }),
    answer: notFound,
  },
  {
    call: "saveModuleDraft",
    what: "our module into their group",
    params: () => ours.moduleId,
    body: () => ({ settings: { ...settings, groupId: theirs.groupId }, revision: 1 }),
    answer: unknown("groupId"),
  },
  {
    call: "discardModuleDraft",
    what: "their module",
    params: () => theirs.moduleId,
    body: () => ({ revision: 1 }),
    answer: notFound,
  },
  {
    call: "publishModule",
    what: "their module",
    params: () => theirs.moduleId,
    body: () => ({ settings: { ...settings, groupId: ours.groupId }, revision: 1 }),
    answer: notFound,
  },
  {
    call: "publishModule",
    what: "our module into their group",
    params: () => ours.moduleId,
    body: () => ({ settings: { ...settings, groupId: theirs.groupId }, revision: 1 }),
    answer: unknown("groupId"),
  },
  { call: "listModuleVersions", what: "their module", params: () => theirs.moduleId, answer: notFound },
  {
    call: "bringBackModule",
    what: "their module",
    params: () => theirs.moduleId,
    body: () => ({ revision: 1 }),
    answer: notFound,
  },
  { call: "deleteModule", what: "their module", params: () => theirs.moduleId, answer: notFound },
  { call: "revokeToken", what: "their token", params: () => theirs.tokenId, answer: notFound },
  { call: "deleteApp", what: "their app", params: () => theirs.appId, answer: notFound },
];
const lists = [
  "readMe",
  "listPeople",
  "listInvitations",
  "listGroups",
  "listModules",
  "readAudit",
  "listTokens",
  "listApps",
  "createToken",
  "createApp",
  "createGroup",
] as const;
/** Calls that name nothing of a company. */
const open = [
  "setupNeeded",
  "setup",
  "readModulePage",
  "readModuleStatement",
  "readInvitation",
  "acceptInvitation",
  "findCompanySignIn",
  "beginCompanySignIn",
] as const;
const fresh: Partial<Record<CallName, object>> = {
  createGroup: { name: "Fresh" },
  createToken: { level: "person", name: "Fresh", scopes: ["Users.Read"] },
  createApp: {
    name: "Fresh",
    redirectUris: ["https://fresh.example.com/"],
    scopes: ["Users.Read"],
    confidential: true,
  },
};

function make(call: CallName, cookie: string | undefined, param?: string, body?: unknown): Promise<Answered> {
  const { method, path } = CALLS[call];
  return house.ask(method, path.replace(/:\w+/, param ?? "x1"), {
    ...(cookie === undefined ? {} : { cookie }),
    ...(method === "GET" ? {} : { body: body ?? {} }),
  });
}

it("[X1] every call of the protocol is tried across the border", () => {
  const tried = new Set<string>([...tries.map((each) => each.call), ...lists, ...open]);
  expect(tried).toEqual(new Set(names));
});

describe("[X1] what another company has is not found", () => {
  it.each(tries)("$call: $what", async ({ call, params, body, answer }) => {
    const answered = await make(call, ours.cookie, params?.(), body?.());
    expect(answered.body).toEqual(answer);
  });
});

it.each(lists)("[X1] %s tells nothing of another company", async (call) => {
  const answered = await make(call, ours.cookie, undefined, fresh[call]);
  expect(answered.status).toBe(200);
  const { email, groupId, moduleId, expertId, invitationId, tokenId, appId } = theirs;
  for (const foreign of [email, groupId, moduleId, expertId, invitationId, tokenId, appId])
    expect(answered.text).not.toContain(`"${foreign}"`);
});

describe("[X2] the table of roles is kept by the server", () => {
  const needs: { call: CallName; param?: () => string; body?: () => unknown; roles: string[] }[] = [
    { call: "listInvitations", roles: ["administrator"] },
    {
      call: "invite",
      body: () => ({ email: "q@example.com", role: "expert", groupIds: [] }),
      roles: ["administrator"],
    },
    { call: "resetSecondFactor", param: () => ours.expertId, roles: ["administrator"] },
    { call: "withdrawInvitation", param: () => ours.invitationId, roles: ["administrator"] },
    { call: "readAudit", roles: ["administrator"] },
    {
      call: "changePerson",
      param: () => ours.expertId,
      body: () => ({ role: "supervisor" }),
      roles: ["administrator"],
    },
    {
      call: "createModule",
      body: () => ({ ...settings, slug: `r${Math.random()}`.replace(".", "-"), groupId: ours.groupId }),
      roles: ["administrator", "supervisor"],
    },
    {
      call: "suspendModule",
      param: () => ours.moduleId,
      body: () => ({ suspended: false }),
      roles: ["administrator", "supervisor"],
    },
    { call: "changeGroup", param: () => ours.groupId, body: () => ({ name: "Renamed" }), roles: ["administrator"] },
    { call: "createGroup", body: () => ({ name: "Own" }), roles: ["administrator", "supervisor", "expert"] },
    { call: "listPeople", roles: ["administrator", "supervisor", "expert"] },
  ];
  it.each(["administrator", "supervisor", "expert"] as const)("%s", async (role) => {
    const person = await house.person(ours.administrator.companyId, role);
    if (role !== "administrator") {
      const body = { personId: person.id, access: "write" };
      await house.ask("PUT", `/api/console/groups/${ours.groupId}/members`, { cookie: ours.cookie, body });
    }
    for (const { call, param, body, roles } of needs) {
      const answered = await make(call, person.cookie, param?.(), body?.());
      const expected = roles.includes(role) ? "done" : "notAllowed";
      const got = answered.status === 200 ? "done" : (answered.body as { refusal: { reason: string } }).refusal.reason;
      // What the administrator of an earlier line took away is found no more; that is an answer to somebody allowed.
      expect({ call, got: got === "notFound" ? "done" : got }).toEqual({ call, got: expected });
    }
  });
});
