import { median, now, option, print, quantile, shown } from "./stage/figures.ts";
import { storeCases } from "./stage/many-cases.ts";
import { makeCompany, onDatabase, openStage, startServer } from "./stage/stage.ts";

/**
 * Computers & Contacts with very many contacts beside the same with few. Two people ask: one who sees the group of nearly all of
 * them, and one who sees 50 only, the ones that were here longest ago.
 */
const turns = option("turns", 15);
const many = option("many", 100_000);
const few = option("few", 1_000);

const stage = await openStage();

async function open(name: string, count: number) {
  const databaseUrl = await stage.database(name);
  const server = await startServer(databaseUrl);
  const company = await makeCompany(server, databaseUrl, 2);
  const [contactId, groupId] = await onDatabase(databaseUrl, async (client) => {
    await storeCases(client, count, { companyId: company.id, groupId: company.groupId });
    await client.query(`
      INSERT INTO contacts (company_id, name, email, made_at, last_seen_at)
        SELECT company_id, customer_name, customer_email, created_at, created_at FROM cases;
      INSERT INTO contact_addresses (company_id, email, contact_id) SELECT company_id, email, id FROM contacts;
      UPDATE cases SET contact_id = contacts.id FROM contacts WHERE contacts.email = cases.customer_email;
      INSERT INTO groups (company_id, name, warn_ms, alarm_ms, created_at) VALUES ('${company.id}', 'Rare', 1, 2, 3);
      UPDATE group_shares SET group_id = (SELECT id FROM groups WHERE name = 'Rare')
        WHERE person_id = (SELECT id FROM people WHERE name = 'Expert 1');
      UPDATE cases SET group_id = (SELECT id FROM groups WHERE name = 'Rare')
        WHERE id IN (SELECT id FROM cases ORDER BY created_at LIMIT 50);
    `);
    await client.query("VACUUM ANALYZE contacts, contact_addresses, cases");
    const one = await client.query<{ id: string }>("SELECT id FROM contacts LIMIT 1");
    return [one.rows[0]?.id ?? "", company.groupId];
  });
  const [all = "", rare = ""] = company.cookies;
  return { url: server.url, all, rare, contactId, groupId };
}

type House = Awaited<ReturnType<typeof open>>;

async function ask({ url }: House, cookie: string, path: string): Promise<number> {
  const started = now();
  const answer = await fetch(`${url}/api/console/${path}`, { headers: { cookie, "x-forwarded-for": "10.4.0.1" } });
  await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return now() - started;
}

const acts: [string, (house: House) => Promise<number>][] = [
  ["first page of all contacts", (house) => ask(house, house.all, "contacts")],
  ["first page of one group", (house) => ask(house, house.all, `contacts?groupId=${house.groupId}`)],
  ["a name (1 found)", (house) => ask(house, house.all, "contacts?text=Quintero")],
  ["a name of many", (house) => ask(house, house.all, "contacts?text=Larsen")],
  ["one contact", (house) => ask(house, house.all, `contacts/${house.contactId}`)],
  ["all 50 that somebody sees", (house) => ask(house, house.rare, "contacts")],
  ["a name of many, by who sees 50", (house) => ask(house, house.rare, "contacts?text=Larsen")],
];

try {
  const small = await open("few", few);
  const large = await open("many", many);
  for (const [name, act] of acts) {
    const times: { small: number[]; large: number[] } = { small: [], large: [] };
    for (let turn = -5; turn < turns; turn++) {
      const [a, b] = [await act(large), await act(small)];
      if (turn < 0) continue;
      times.large.push(a);
      times.small.push(b);
    }
    const ratio = median(times.large) / median(times.small);
    const told = (values: number[]) => `${shown(median(values))} ms (p95 ${shown(quantile(values, 0.95))})`;
    print({
      figure: `${name}, ${many.toLocaleString("en-GB")} contacts`,
      beckon: told(times.large),
      comparison: `${few.toLocaleString("en-GB")} contacts: ${told(times.small)}`,
      ratio: shown(ratio),
      goal: "≤ 2",
      met: ratio <= 2,
    });
  }
} finally {
  await stage.close();
}
