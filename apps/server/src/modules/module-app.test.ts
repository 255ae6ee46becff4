import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ModuleRecord } from "@beckon/protocol/modules.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";
import { drawAppIcon } from "./app-icon.ts";

let house: TestHttp;
let acme: Awaited<ReturnType<TestHttp["company"]>>;
beforeAll(async () => {
  house = await startTestHttp();
  acme = await house.company("Acme");
});
afterAll(() => house.close());

async function makeModule(more: object): Promise<ModuleRecord> {
  const body = { name: "Printers", groupId: acme.groupId, assigneeId: null, ...more };
  return (await house.ask("POST", "/api/console/modules", { cookie: acme.cookie, body })).body as ModuleRecord;
}

it("[M12] [X7] the button's script alone may be run by other sites, and what people wrote cannot leave its text", async () => {
  const label = `"};alert(1);//\u2028</script>`;
  await makeModule({ slug: "button", sos: { on: true, label } });
  const { status, headers, text } = await house.ask("GET", "/m/button/button.js");
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "cross-origin-resource-policy": "cross-origin",
  });
  expect(headers["set-cookie"]).toBeUndefined();
  expect(text).not.toContain("\u2028");
  const given = /^var about=(\{.*\}),tag=/m.exec(text)?.[1] ?? "";
  expect(JSON.parse(given)).toMatchObject({ words: { en: { label: label.trim() } } });
  for (const path of [
    "/m/button/app.webmanifest",
    "/m/button/icon/192/any",
    "/m/button",
    "/api/customer/modules/button",
  ])
    expect((await house.ask("GET", path)).headers["cross-origin-resource-policy"]).toBe("same-origin");
});

it("[M12] [M6] a suspended module's button is not shown; of a deleted or unknown one there is nothing", async () => {
  const { id } = await makeModule({ slug: "resting" });
  await house.ask("PATCH", `/api/console/modules/${id}`, { cookie: acme.cookie, body: { suspended: true } });
  expect((await house.ask("GET", "/m/resting/button.js")).text).toMatch(/^\/\/.*\n$/);
  for (const slug of ["nothing", "..%2f..%2fx", "RESTING%27"])
    for (const file of ["button.js", "app.webmanifest", "icon/192/any"])
      expect((await house.ask("GET", `/m/${slug}/${file}`)).status).toBe(404);
  for (const icon of ["icon/100000/any", "icon/192/all", "icon/192x/any"])
    expect((await house.ask("GET", `/m/resting/${icon}`)).status).toBe(404);
});

it("[M12] [M11] an icon is a module's logo, or a beacon in its colour, that leaves room where systems cut it to shape", async () => {
  const corner = async (icon: Buffer) => [...(await sharp(icon).ensureAlpha().raw().toBuffer()).subarray(0, 4)];
  const middle = async (icon: Buffer) => {
    const { data, info } = await sharp(icon).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return [...data.subarray((info.width * (info.height / 2) + info.width / 2) * 4).subarray(0, 4)];
  };
  const beacon = { logo: undefined, accent: "#cc0000" };
  expect(await corner(await drawAppIcon(beacon, 192, "any"))).toEqual([204, 0, 0, 0]);
  expect(await corner(await drawAppIcon(beacon, 192, "maskable"))).toEqual([204, 0, 0, 255]);
  const logo = await sharp({ create: { width: 50, height: 40, channels: 3, background: "#00ff00" } })
    .webp({ lossless: true })
    .toBuffer();
  const shown = { logo, accent: "#cc0000" };
  for (const use of ["any", "maskable"] as const) {
    const icon = await drawAppIcon(shown, 512, use);
    expect(await sharp(icon).metadata()).toMatchObject({ format: "png", width: 512, height: 512 });
    expect(await middle(icon)).toEqual([0, 255, 0, 255]);
    expect(await corner(icon)).toEqual(use === "any" ? [0, 0, 0, 0] : [255, 255, 255, 255]);
  }
});
