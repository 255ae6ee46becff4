import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Browser } from "@playwright/test";
import type { Contender } from "./contenders.ts";
import type { ReadyPlace } from "./customer-place.ts";
import type { TwoPlaces } from "./two-places.ts";

/** Beckon as people have it: server and desktop module at the customer's place, the console in the expert's browser. */
export async function startBeckon(places: TwoPlaces, browser: Browser, display: string): Promise<Contender> {
  const program = join(import.meta.dirname, "customer-place.ts");
  const place = places.spawn("customer", process.execPath, [program, display], { stdio: ["pipe", "pipe", "inherit"] });
  if (place.stdout === null) throw new Error("The customer's place has no voice");
  const [row] = (await Promise.race([
    once(createInterface(place.stdout), "line"),
    once(place, "exit").then(([code]) => Promise.reject(new Error(`The customer's place ended with ${code}`))),
  ])) as [string];
  const { url, cookie, caseId, module } = JSON.parse(row) as ReadyPlace;

  // Room for the picture pixel by pixel, beside the session's bar.
  const context = await browser.newContext({ viewport: { width: 1960, height: 1240 } });
  const [name = "", value = ""] = cookie.split(/=(.*)/);
  await context.addCookies([{ name, value, url, httpOnly: true, sameSite: "Lax" }]);
  const page = await context.newPage();
  await page.goto(`${url}/console/session/${caseId}`);
  await page.waitForFunction(() => (document.querySelector("canvas")?.width ?? 0) > 1000, undefined, {
    timeout: 60_000,
  });
  return {
    name: "Beckon",
    page,
    canvas: "canvas",
    pids: [module],
    async close() {
      await context.close();
      const gone = once(place, "exit");
      place.stdin?.end();
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 10_000))]);
      places.end(place);
    },
  };
}
