import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openHouse, setUp, signIn, type House } from "../../testing/house.ts";
import { begin, beInSession, sendPiece, someBytes, watch } from "../../testing/recorder.ts";
import { startServerProcess, type ServerProcess } from "../../testing/server-process.ts";
import { Wire } from "../../testing/wire.ts";

let house: House;
let victim: ServerProcess;
let ada: Awaited<ReturnType<typeof setUp>>;

beforeAll(async () => {
  vi.stubEnv("RECORDING_KEY", "k".repeat(43));
  house = await openHouse();
  ada = await setUp(house);
  await house.server.stop();
  victim = await startServerProcess(house.databaseUrl);
});
afterAll(async () => {
  Wire.closeAll();
  await victim.stop();
  await house.stop();
  vi.unstubAllEnvs();
});

it("[R22][X12] kills in the midst of the upload lose no acknowledged piece; it goes on where it was", async () => {
  const expert = await signIn(victim.url, "ada@example.com");
  await expert.call("PUT", "/api/console/company/recordings", { keep: "server", days: 30 });
  const { caseId } = await beInSession(victim.url, ada.slug, expert);
  const id = await begin(expert, caseId);
  const pieces = Array.from({ length: 30 }, () => someBytes(40_000));
  let acknowledged = 0;
  for (let kill = 0; acknowledged < pieces.length; kill += 1) {
    const stopAt = acknowledged + 3 + (kill % 3);
    while (acknowledged < pieces.length) {
      const bytes = pieces[acknowledged] ?? someBytes();
      const sending = sendPiece(victim.url, expert, id, { place: acknowledged, until: acknowledged * 100, bytes });
      // Every few pieces the server dies while one is on its way.
      if (acknowledged >= stopAt) {
        const [answer] = await Promise.all([sending.catch(() => undefined), victim.kill()]);
        if (answer?.status === 200) acknowledged = answer.body.pieces;
        await victim.start();
        break;
      }
      const answer = await sending;
      expect(answer.status).toBe(200);
      // The one that was on its way may have been kept before the server died, never one less than was said.
      expect(answer.body.pieces).toBeGreaterThan(acknowledged);
      acknowledged = answer.body.pieces;
    }
  }
  const seen = await watch(victim.url, expert, id);
  expect(seen.body.recording.bytes).toBe(30 * 40_000);
  expect(seen.pieces).toEqual(pieces);
}, 120_000);
