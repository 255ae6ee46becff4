import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openHouse, setUp, type House } from "../../testing/house.ts";
import { DEVICE, newSecret, opening, Wire, type Anything } from "../../testing/wire.ts";

let house: House;
let ada: Awaited<ReturnType<typeof setUp>>;

beforeAll(async () => {
  house = await openHouse();
  ada = await setUp(house);
});
afterEach(() => Wire.closeAll());
afterAll(async () => {
  await house.stop();
});

async function consoleOf(who: { cookie: string }, url = house.url) {
  const wire = await Wire.open(url, "console", { cookie: who.cookie });
  await wire.next((m) => m.type === "queue/snapshot");
  return wire;
}

async function customerOf(url = house.url, about = {}) {
  const secret = newSecret();
  const wire = await Wire.open(url, "customer");
  const { value } = await wire.ask(opening(ada.slug, secret, about));
  return Object.assign(wire, { secret, caseId: value.caseId as string, code: value.code as string });
}

describe("customers", () => {
  it("[S5] a customer whose code somebody else has claimed reads and does nothing any more", async () => {
    const first = await customerOf();
    await first.ask({ type: "customer/close" });
    // Back to a case that is over: this connection holds no place in it.
    const back = await Wire.open(house.url, "customer");
    await back.ask({ type: "customer/return", secret: first.secret, device: DEVICE });
    first.close();
    await (await consoleOf(ada)).ask({ type: "case/reopen", caseId: first.caseId });
    await back.ask({ type: "customer/leave" });
    const second = await Wire.open(house.url, "customer");
    const joined = await second.ask({
      type: "customer/join",
      code: first.code,
      secret: newSecret(),
      customerName: "Zoe",
      device: DEVICE,
    });
    expect(joined.ok).toBe(true);
    await second.ask({ type: "customer/say", text: "my own secret words" });
    const said =
      back.closeCode === undefined
        ? await Promise.race([back.ask({ type: "customer/say", text: "in her name" }), back.closed()])
        : undefined;
    expect(said === undefined || typeof said === "number" || said.ok === false).toBe(true);
    expect(JSON.stringify(back.received)).not.toContain("my own secret words");
  });

  it("[S4] guesses made at once count like guesses made one after the other", async () => {
    const wires = await Promise.all(Array.from({ length: 40 }, () => Wire.open(house.url, "customer")));
    const answers = await Promise.all(
      wires.map((wire, n) => wire.ask({ type: "customer/look", code: `s9990000${10 + n}` })),
    );
    expect(answers.filter((a: Anything) => a.refusal.reason === "codeNotValid").length).toBe(10);
  });

  it("[X8] one address makes only so many cases, and a limit is not lost by coming back", async () => {
    const strict = await openHouse(undefined, { NEW_CASES_PER_ADDRESS: "3" });
    try {
      const { slug } = await setUp(strict);
      const open = async (secret: string) => (await Wire.open(strict.url, "customer")).ask(opening(slug, secret));
      const secret = newSecret();
      for (const each of [secret, newSecret(), newSecret()]) expect((await open(each)).ok).toBe(true);
      expect((await open(newSecret())).refusal).toMatchObject({ reason: "tooManyTries" });
      expect((await open(secret)).ok).toBe(true);
    } finally {
      await strict.stop();
    }
  });

  it("[X8] a customer who writes without end is slowed down, also after coming back, and can always leave", async () => {
    const customer = await customerOf();
    const say = (wire: Wire) => wire.ask({ type: "customer/say", text: "again" });
    const answers = await Promise.all(Array.from({ length: 80 }, () => say(customer)));
    expect(answers.filter((a: Anything) => a.ok).length).toBeLessThan(70);
    expect(answers.at(-1).refusal).toMatchObject({ reason: "tooManyTries" });
    const back = await Wire.open(house.url, "customer");
    const returned = await back.ask({ type: "customer/return", secret: customer.secret, device: DEVICE });
    expect(returned.refusal).toMatchObject({ reason: "tooManyTries" });
    expect((await customer.ask({ type: "customer/leave" })).ok).toBe(true);
  });
});
