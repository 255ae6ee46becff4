import { chromium, type Browser, type Page } from "@playwright/test";
import { print, shown } from "./stage/figures.ts";
import { makeCompany, openStage, startServer } from "./stage/stage.ts";

/** What a browser with an empty cache really receives, headers and all, until a page is at rest. */
const stage = await openStage();
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  const databaseUrl = await stage.database("first_load");
  const server = await startServer(databaseUrl);
  const { slug, cookies } = await makeCompany(server, databaseUrl, 1);
  const [name = "", value = ""] = (cookies[0] ?? "").split(/=(.*)/);
  const signedIn = { name, value, url: server.url, httpOnly: true };

  const customer = await measure(browser, `${server.url}/${slug}`, []);
  tell("the customer's page, opened by its module's address", customer, 100, 60);
  const signIn = await measure(browser, `${server.url}/console`, []);
  tell("the console, signing in", signIn, 250);
  const queue = await measure(browser, `${server.url}/console`, [signedIn]);
  tell("the console, at the queue", queue, 250);
} finally {
  await browser.close();
  await stage.close();
}

type Load = { all: number; script: number; requests: number; title: string };

async function measure(
  on: Browser,
  url: string,
  cookies: Parameters<Awaited<ReturnType<Browser["newContext"]>>["addCookies"]>[0],
) {
  const context = await on.newContext();
  await context.addCookies(cookies);
  const page = await context.newPage();
  const load = await listen(page);
  await page.goto(url, { waitUntil: "networkidle" });
  load.title = await page.title();
  await context.close();
  return load;
}

async function listen(page: Page): Promise<Load> {
  const load: Load = { all: 0, script: 0, requests: 0, title: "" };
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Set<string>();
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type === "Script" || /javascript/.test(response.mimeType)) scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    load.all += encodedDataLength;
    load.requests++;
    if (scripts.has(requestId)) load.script += encodedDataLength;
  });
  return load;
}

function tell(figure: string, load: Load, most: number, mostScript?: number): void {
  const kilobytes = (bytes: number) => `${shown(bytes / 1000)} KB`;
  print({
    figure: `first load of ${figure}`,
    beckon: `${kilobytes(load.all)} in ${load.requests} answers, of it JavaScript ${kilobytes(load.script)}`,
    comparison: "",
    ratio: "",
    goal: `≤ ${most} KB${mostScript === undefined ? "" : `, JavaScript ≤ ${mostScript} KB`}`,
    met: load.all <= most * 1000 && load.script <= (mostScript ?? most) * 1000,
  });
}
