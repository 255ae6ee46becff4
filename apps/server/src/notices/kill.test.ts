import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openHouse, setUp, signIn, type House } from "../../testing/house.ts";
import { openPushService, type PushService } from "../../testing/push-server.ts";
import { startServerProcess, type ServerProcess } from "../../testing/server-process.ts";
import { newSecret, opening, Wire } from "../../testing/wire.ts";
import { openDatabase, type OpenDatabase } from "../store/database.ts";

let house: House;
let ada: Awaited<ReturnType<typeof setUp>>;
let service: PushService;
let folder: string;
let victim: ServerProcess;
let survivor: ServerProcess;
let database: OpenDatabase;

beforeAll(async () => {
  [house, service, folder] = await Promise.all([
    openHouse(),
    openPushService(),
    mkdtemp(join(tmpdir(), "beckon-notices-")),
  ]);
  ada = await setUp(house);
  await house.server.stop();
  const ca = join(folder, "ca.pem");
  await writeFile(ca, service.ca);
  const settings = { PUSH_TO_PRIVATE_ADDRESSES: "true", NODE_EXTRA_CA_CERTS: ca };
  [victim, survivor] = await Promise.all([
    startServerProcess(house.databaseUrl, settings),
    startServerProcess(house.databaseUrl, settings),
  ]);
  database = openDatabase(house.databaseUrl);
}, 60_000);
afterAll(async () => {
  Wire.closeAll();
  await database.close();
  await Promise.all([victim.stop(), survivor.stop()]);
  await house.stop();
  await service.close();
  await rm(folder, { recursive: true });
});

it("[N1] two servers tell each notice once, and killing one with -9 loses none and tells none again", async () => {
  const { call } = await signIn(survivor.url, "ada@example.com");
  const { pushKey } = (await call("GET", "/api/console/notices")).body;
  const phone = service.subscribe(pushKey);
  const { endpoint, p256dh, auth } = phone;
  await call("POST", "/api/console/notices/browsers", { endpoint, p256dh, auth, userAgent: "", language: "en" });
  const customers = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const wire = await Wire.open(survivor.url, "customer");
      return (await wire.ask(opening(ada.slug, newSecret()))).value.caseId as string;
    }),
  );
  /** Everybody was told that often, and nobody is being told. */
  const toldTimes = async (times: number) => {
    await vi.waitFor(
      async () => {
        const { rows } = await database.pool.query("SELECT told, leased_until FROM notices");
        expect(rows).toEqual(customers.map(() => ({ told: times, leased_until: null })));
      },
      { timeout: 30_000, interval: 100 },
    );
    const counts = customers.map((id) => phone.received.filter(({ data }) => data["tag"] === id).length);
    expect(counts).toEqual(customers.map(() => times));
    expect(phone.received).toHaveLength(customers.length * times);
  };
  await toldTimes(1);
  await victim.kill();
  await database.pool.query("UPDATE notices SET next_at = 0");
  await toldTimes(2);
  await victim.start();
  await database.pool.query("UPDATE notices SET next_at = 0");
  await toldTimes(3);
}, 90_000);
