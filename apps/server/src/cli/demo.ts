import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import { openDesk, type Desk } from "../desk/desk.ts";
import type { Announce } from "../desk/news.ts";
import { moduleSettings } from "@beckon/protocol/modules.ts";
import { line } from "@beckon/protocol/words.ts";
import type { Outcome } from "@beckon/domain/refusal.ts";
import { slugOf } from "../modules/free-slug.ts";
import { createModule } from "../modules/modules.ts";
import { makeCompany } from "../people/company.ts";
import { changeGroupAssignment } from "../people/group-assignment.ts";
import { createGroup, shareGroup } from "../people/groups.ts";
import { createPerson } from "../people/people.ts";
import { changeWorkload } from "../people/workload.ts";
import { createReply } from "../replies/replies.ts";
import { openCaseStore } from "../store/case-store.ts";
import { openMoves } from "../store/moves.ts";
import { openDirectory } from "../store/directory.ts";
import type { PersonScope } from "../store/scope.ts";
import { NotDone, type Command, type CommandContext } from "./command.ts";
import { ASSIGNMENTS, REPLIES, WORKLOADS } from "./demo-desk.ts";
import { GROUPS, PEOPLE, STORIES, type GroupKey, type PersonKey, type Story } from "./demo-stories.ts";
import { notDone, required } from "./given.ts";

const MINUTE = 60_000;
const device = {
  browser: "Firefox 140",
  system: "Windows 11",
  language: "en",
  screen: "1920 × 1080",
  channel: "web",
} as const;

/** `demo`: a sample company with people, groups, modules and cases, beside whatever there is. */
export const demo: Command = {
  help: `beckon demo [--company NAME]

Makes a sample company with people, groups, modules and a day's cases, to look around in. It sees nothing of other companies
on this installation, and they see nothing of it. Prints how to sign in.

  --company NAME        its name; "Larkspur Retail" by default`,
  options: { company: { type: "string" } },
  words: 0,
  migrates: true,
  async run(given, context) {
    const company =
      given.options["company"] === undefined ? "Larkspur Retail" : required(given, "company", line(100, 1));
    const password = randomBytes(9).toString("base64url");
    const domain = `${slugOf(company)}-${randomBytes(2).toString("hex")}.example`;
    const cast = await makeCast(context, company, domain, password);
    await furnish(context, cast);
    const clock = { now: context.now };
    const desk = deskAt(context, clock);
    for (const story of STORIES.toSorted((a, b) => b.created - a.created))
      await play(story, desk, cast, clock, context.now);
    const first = `admin@${domain}`;
    const others = PEOPLE.map(({ key }) => `${key}@${domain}`);
    return {
      says: [
        `${company} is there, with ${STORIES.length} cases. Sign in at ${context.publicUrl}/console as`,
        ...[first, ...others].map((email) => `  ${email}`),
        `The password of all of them is ${password}`,
      ].join("\n"),
      json: {
        companyId: cast.administrator.companyId,
        administrator: first,
        people: others,
        password,
        cases: STORIES.length,
      },
    };
  },
};

interface Cast {
  readonly administrator: PersonScope;
  readonly people: Readonly<Record<PersonKey, PersonScope>>;
  readonly groups: ReadonlyMap<GroupKey, { id: string; slug: string }>;
}

async function makeCast(context: CommandContext, company: string, domain: string, password: string): Promise<Cast> {
  const { db, announce, now, publicUrl } = context;
  const name = "Alex Larkin";
  const made = taken(await makeCompany(db, { company, name, email: `admin@${domain}`, password }, now));
  const { administrator } = made;
  const { companyId } = administrator;
  const groups = new Map<GroupKey, { id: string; slug: string }>([["support", { id: made.groupId, slug: made.slug }]]);
  const people: Partial<Record<PersonKey, PersonScope>> = {};
  for (const { key, name: called, role } of PEOPLE) {
    const person = { name: called, email: `${key}@${domain}`, role, password };
    const { id } = taken(await createPerson(db, announce, administrator, person, now));
    people[key] = { kind: "person", companyId, personId: id, role, name: called };
    const share = { personId: id, access: "write" } as const;
    taken(await shareGroup(db, announce, administrator, made.groupId, [share], now));
  }
  const all = people as Record<PersonKey, PersonScope>;
  for (const { key, name: called, owner, shared, module } of GROUPS) {
    const { id } = taken(await createGroup(db, announce, all[owner], called, now));
    for (const [who, access] of Object.entries(shared) as [PersonKey, "read" | "write"][])
      taken(await shareGroup(db, announce, all[owner], id, [{ personId: all[who].personId, access }], now));
    const slug = `${slugOf(module.name)}-${randomBytes(2).toString("hex")}`;
    const settings = moduleSettings.parse({
      ...module,
      slug,
      groupId: id,
      assigneeId: null,
      title: module.name,
      fields: { name: "required", email: "optional", description: "required" },
    });
    taken(await createModule({ db, announce, publicUrl }, all[owner], settings, now));
    groups.set(key, { id, slug });
  }
  return { administrator, people: all, groups };
}

/** What the desk runs itself by: who can do what, how cases are handed out, what is answered often. */
async function furnish({ db, announce, now }: CommandContext, { administrator, people, groups }: Cast): Promise<void> {
  const idOf = (key: GroupKey | null) => (key === null ? null : (groups.get(key)?.id ?? null));
  // Whoever looks around first as these is not asked to help at once; the experts are, as soon as they come.
  for (const { personId } of [administrator, people.ana])
    taken(await changeWorkload(db, announce, administrator, personId, { status: "busy" }, now));
  for (const { key } of PEOPLE) {
    const workload = WORKLOADS[key];
    if (workload) taken(await changeWorkload(db, announce, administrator, people[key].personId, workload, now));
  }
  for (const { group, fallback, settings } of ASSIGNMENTS) {
    const assignment = { ...settings, fallbackGroupId: idOf(fallback) };
    taken(await changeGroupAssignment(db, announce, administrator, idOf(group) ?? "", assignment, now));
  }
  for (const { group, ...reply } of REPLIES)
    taken(await createReply(db, people.ana, { ...reply, groupId: idOf(group) }, now));
}

// The desk as it was then: the clock is moved from act to act.
function deskAt({ db, announce }: CommandContext, clock: { now: number }): Desk {
  const tell: Announce = (news) => {
    // Nobody wants to be told now that they were given a case hours ago.
    if (news.about !== "assigned") announce(news);
  };
  return openDesk({
    store: openCaseStore(db),
    directory: openDirectory(db),
    moves: openMoves(db),
    guesses: { ask: () => Promise.reject(new Error("Nobody guesses codes here")) },
    newCases: () => Promise.resolve(0),
    announce: tell,
    now: () => clock.now,
    newId: () => randomUUID(),
    randomInt: (below) => randomInt(below),
  });
}

async function play(story: Story, desk: Desk, cast: Cast, clock: { now: number }, now: number): Promise<void> {
  const at = (minutesAgo: number) => (clock.now = now - minutesAgo * MINUTE);
  const expert = cast.people[story.assigned ?? "ana"];
  const secretHash = createHash("sha256").update(randomBytes(32)).digest("hex");
  const group = cast.groups.get(story.group);
  if (group === undefined) throw new Error(`There is no group ${story.group}`);
  const facts = { customerName: story.customer, customerEmail: "", description: story.description };

  at(story.created);
  const made =
    story.byHand === undefined
      ? await desk.openModule(randomUUID(), {
          slug: group.slug,
          secretHash,
          address: "",
          ...facts,
          disclaimerAccepted: true,
        })
      : await desk.createByHand(cast.people[story.byHand], randomUUID(), {
          ...facts,
          groupId: group.id,
          priority: story.priority ?? "normal",
          tags: story.tags ?? [],
          assigneeId: null,
        });
  const { id } = taken(made);
  const customer = {
    kind: "customer",
    caseId: id,
    secretHash: story.byHand === undefined ? secretHash : null,
  } as const;
  const act = async (who: PersonScope, command: Parameters<Desk["act"]>[3]) =>
    taken(await desk.act(who, id, randomUUID(), command));

  if (story.byHand === undefined && story.priority !== undefined)
    await act(cast.people.ana, { do: "edit", from: { priority: "normal" }, to: { priority: story.priority } });
  if (story.byHand === undefined && story.tags !== undefined)
    await act(cast.people.ana, { do: "edit", from: { tags: [] }, to: { tags: story.tags } });
  if (story.assigned !== undefined) {
    at(story.created - 1);
    await act(expert, { do: "assign", to: expert.personId, expected: null });
  }
  for (const [from, text] of story.said ?? []) {
    const who = from === "expert" ? expert : customer;
    taken(await desk.act(who, id, randomUUID(), { do: "say", text }));
  }
  if (story.session !== undefined) {
    const hers = `demo.${randomUUID()}`;
    const theirs = `demo.${randomUUID()}`;
    at(story.session.at + 0.5);
    taken(await desk.arrive(id, secretHash, { connection: hers, device }));
    at(story.session.at);
    await act(expert, { do: "connect", connection: theirs });
    at(story.session.at - story.session.minutes);
    await act(expert, { do: "leave", connection: theirs });
    taken(await desk.act(customer, id, randomUUID(), { do: "leave", connection: hers }));
  }
  if (story.note !== undefined) await act(expert, { do: "note", text: story.note });
  if (story.closed !== undefined) {
    const { outcome, stars, comment = "" } = story.closed;
    at(story.closed.at);
    await act(expert, { do: "close", outcome });
    if (stars !== undefined) taken(await desk.act(customer, id, randomUUID(), { do: "rate", stars, comment }));
  }
}

function taken<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const refused = notDone(outcome.refusal);
  throw new NotDone(`The sample company could not be made whole. ${refused.message}`);
}
