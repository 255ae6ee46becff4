import { brotliCompressSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { openForeignSite } from "../../house/foreign-site.ts";
import { CUSTOMER_WORDS } from "../../people/words.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { expect, story } from "../../story.ts";

story.use({ module: { accent: "#ffcc00", sos: { on: true, label: "Ask </script> Nordwind" } } });

story(
  "[M12] a module's button stands on another site under a strict policy, and opens the page by keyboard",
  async ({ stage }) => {
    const { url: address } = stage.team.module;
    const { origin } = new URL(address);
    const ana = await stage.expert(stage.house.members.ana);
    await ana.opens(`/console/modules/${stage.team.module.id}?part=deploy`);
    const snippet = await ana.page.getByText("<script src").innerText();
    const page = (body: string) =>
      `<!doctype html><html lang="de"><head><title>Nordwind</title></head><body><main><h1>Nordwind</h1>${body}</main></body></html>`;
    const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; script-src ${origin}; require-trusted-types-for 'script'`;
    const site = await openForeignSite(page(snippet), policy);
    const context = await stage.browser("visitor", { language: "en" });
    const visitor = await context.newPage();
    const fetched: string[] = [];
    visitor.on("request", (request) => fetched.push(request.url()));
    const arrived = visitor.waitForResponse(`${address}/button.js`);
    await visitor.goto(site.url);
    const script = await (await arrived).body();
    expect(script.length).toBeLessThan(3_000);

    const button = visitor.getByRole("link", { name: "Ask </script> Nordwind (öffnet einen neuen Tab)" });
    await expect(button).toBeVisible();
    await expect(button).toHaveCSS("background-color", "rgb(255, 204, 0)");
    await expect(button).toHaveCSS("color", "rgb(0, 0, 0)");
    await expectLooksRight(visitor, "button-on-a-site", 320);
    expect(fetched.filter((url) => !url.endsWith("/favicon.ico"))).toEqual([site.url, `${address}/button.js`]);
    expect(await context.cookies()).toEqual([]);
    expect(await visitor.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);

    await visitor.keyboard.press("Tab");
    await expect(button).toBeFocused();
    const opening = context.waitForEvent("page");
    await visitor.keyboard.press("Enter");
    const opened = await opening;
    await expect(opened.getByRole("button", { name: CUSTOMER_WORDS.en.module.go })).toBeVisible();
    expect(await opened.evaluate(() => window.opener === null)).toBe(true);

    const inPlace = await openForeignSite(page(snippet.replace(" async", " data-here async")), policy);
    await visitor.goto(inPlace.url);
    await expect(button).toBeVisible();
    expect(await visitor.locator("main div").evaluate((host) => getComputedStyle(host).position)).toBe("static");
    await site.close();
    await inPlace.close();
  },
);

story(
  "[M12] a module's page can be installed as an app with its name, colour and icon",
  async ({ stage }, testInfo) => {
    const { slug } = stage.team.module;
    const context = await chromium.launchPersistentContext(testInfo.outputPath("profile"), {
      executablePath: "/usr/bin/chromium",
      args: ["--no-sandbox"],
    });
    stage.faults.watch(context, "installer");
    const page = await context.newPage();
    await page.goto(`${stage.house.customersAt.url}/m/${slug}`);
    await expect(page.getByRole("button", { name: CUSTOMER_WORDS.en.module.go })).toBeVisible();
    const devtools = await context.newCDPSession(page);
    const { url, errors, data } = await devtools.send("Page.getAppManifest");
    expect([new URL(url).pathname, errors]).toEqual([`/m/${slug}/app.webmanifest`, []]);
    expect(JSON.parse(data ?? "")).toMatchObject({
      name: "Ask </script> Nordwind",
      start_url: `/m/${slug}`,
      scope: `/m/${slug}`,
      display: "standalone",
      theme_color: "#ffcc00",
    });
    const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
    expect(installabilityErrors).toEqual([]);
    // Nothing of the page is kept by a worker, so that it can never be an old one.
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    const drawn = await page.evaluate(
      async (icons) =>
        await Promise.all(
          icons.map(async (src) => {
            const icon = await createImageBitmap(await (await fetch(src)).blob());
            return [icon.width, icon.height];
          }),
        ),
      (JSON.parse(data ?? "") as { icons: { src: string }[] }).icons.map(({ src }) => src),
    );
    expect(drawn).toEqual([
      [192, 192],
      [512, 512],
      [512, 512],
    ]);
    await context.close();
  },
);

story("[M3] the customer's page asks for at most 60 KB of JavaScript before it can be used", async ({ stage }) => {
  const page = await (await stage.browser("visitor")).newPage();
  const scripts: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (/javascript/.test(response.headers()["content-type"] ?? "")) scripts.push(response.body());
  });
  await page.goto(stage.team.module.url);
  await expect(page.getByRole("button", { name: CUSTOMER_WORDS.en.module.go })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const sizes = (await Promise.all(scripts)).map((script) => brotliCompressSync(script).length);
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
});
