import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { CLOSE } from "@beckon/protocol/down.ts";
import { openHouse, setUp, type House } from "../../testing/house.ts";
import { DEVICE, newSecret, opening, Wire, type Anything } from "../../testing/wire.ts";

let house: House;
let ada: Awaited<ReturnType<typeof setUp>>;

beforeAll(async () => {
  house = await openHouse();
  ada = await setUp(house);
});
afterEach(() => Wire.closeAll());
afterAll(() => house.stop());

async function customerOnPage() {
  const page = await Wire.open(house.url, "customer");
  const secret = newSecret();
  const { value } = await page.ask(opening(ada.slug, secret));
  await page.ask({ type: "customer/say", text: "It blinks" });
  const move = newSecret();
  expect(await page.ask({ type: "customer/prepare-move", move })).toMatchObject({ ok: true });
  return { page, secret, move, caseId: value.caseId as string };
}

it("[M9] the desktop module takes the same case over, with its chat and place; the page no longer holds it", async () => {
  const { page, secret, move, caseId } = await customerOnPage();
  const before = page.received.findLast((m) => m.type === "customer/case").case;
  const program = await Wire.open(house.url, "customer");
  const own = newSecret();
  expect((await program.ask({ type: "customer/move", move, secret: own, device: DEVICE })).value.caseId).toBe(caseId);
  const moved = await program.next((m: Anything) => m.type === "customer/case");
  expect(moved.case).toMatchObject({ code: before.code, place: before.place, waitingSince: before.waitingSince });
  expect(moved.case.messages.map((line: Anything) => line.text)).toEqual(["It blinks"]);
  await expect.poll(() => page.closeCode).toBe(CLOSE.superseded);

  const old = await Wire.open(house.url, "customer");
  expect((await old.ask({ type: "customer/return", secret, device: DEVICE })).refusal).toEqual({ reason: "notFound" });
});

it("[M9] the secret of a move works once, for whoever used it first; repeating it is harmless", async () => {
  const { move, caseId } = await customerOnPage();
  const own = newSecret();
  const program = await Wire.open(house.url, "customer");
  const ask = { type: "customer/move", move, secret: own, device: DEVICE };
  await program.ask(ask);
  expect((await program.ask(ask)).value.caseId).toBe(caseId);
  const other = await Wire.open(house.url, "customer");
  expect((await other.ask({ ...ask, secret: newSecret() })).refusal).toEqual({ reason: "notFound" });
  expect((await other.ask({ ...ask, move: newSecret(), secret: newSecret() })).refusal).toEqual({ reason: "notFound" });
});

it("[M9] nobody prepares a move without holding a case", async () => {
  const wire = await Wire.open(house.url, "customer");
  expect((await wire.ask({ type: "customer/prepare-move", move: newSecret() })).refusal).toEqual({
    reason: "notConnected",
  });
});
