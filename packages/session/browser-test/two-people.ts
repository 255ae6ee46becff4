import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import type { TestPage } from "./page.ts";
import { layWire } from "./udp-wire.ts";
import type { UdpWire } from "./udp-wire.ts";

/** A real browser with the session's code in pages of 127.0.0.1. */
export type Stage = {
  /** Two pages and the relay between them, on a wire of their own; each pair starts with nothing. */
  pair(): Promise<Pair>;
  person(): Promise<Person>;
  /** Closes all pages there are. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

/** One side's page. */
export type Person = {
  page: Page;
  /** Where this person's signals go; dropped while undefined. */
  sendTo: Person | undefined;
  /** What becomes of this person's signals on their way. */
  lead: (body: string) => Promise<string>;
  deliver(body: Promise<string>): Promise<void>;
  /** Runs `act` in the page. */
  does<R, A = undefined>(act: (test: TestPage, argument: A) => R | Promise<R>, argument?: A): Promise<R>;
  /** Waits until `holds` says so in the page. */
  until(holds: (test: TestPage) => unknown, timeoutMs?: number): Promise<void>;
};
export type Pair = { customer: Person; expert: Person; wire: UdpWire };

/** Builds the page, serves it and starts Chromium. */
export async function openStage(): Promise<Stage> {
  const files = await buildPage();
  const server = createServer((request, response) => {
    const body = files.get(request.url ?? "");
    response.setHeader("content-type", request.url === "/" ? "text/html" : "text/javascript");
    response.statusCode = body === undefined ? 404 : 200;
    response.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
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
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      // There is no one to answer for .local names in a container.
      "--disable-features=WebRtcHideLocalIpsWithMdns",
      "--autoplay-policy=no-user-gesture-required",
    ],
  });
  const wires: UdpWire[] = [];
  return {
    person: () => openPerson(browser, address),
    async pair() {
      const [customer, expert] = await Promise.all([openPerson(browser, address), openPerson(browser, address)]);
      const wire = layWire();
      wires.push(wire);
      for (const person of [customer, expert]) person.lead = (body) => wire.lead(body);
      customer.sendTo = expert;
      expert.sendTo = customer;
      return { customer, expert, wire };
    },
    async clear() {
      await Promise.all(browser.contexts().map((context) => context.close()));
      for (const wire of wires.splice(0)) wire.close();
    },
    async close() {
      await browser.close();
      server.close();
      for (const wire of wires) wire.close();
    },
  };
}

async function buildPage(): Promise<Map<string, string>> {
  const result = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      target: "es2022",
      modulePreload: false,
      rolldownOptions: { input: `${import.meta.dirname}/page.ts`, output: { entryFileNames: "page.js" } },
    },
  });
  const files = new Map([["/", "<!doctype html><title>test</title><script type=module src=/page.js></script>"]]);
  for (const { output } of [result].flat().filter((one) => "output" in one)) {
    for (const file of output) if (file.type === "chunk") files.set(`/${file.fileName}`, file.code);
  }
  return files;
}

async function openPerson(browser: Browser, address: string): Promise<Person> {
  const context = await browser.newContext({ permissions: ["microphone"] });
  const page = await context.newPage();
  let mail = Promise.resolve();
  const person: Person = {
    page,
    sendTo: undefined,
    lead: (body) => Promise.resolve(body),
    deliver(body) {
      // As through a server: in order, one after the other.
      mail = mail
        .then(() => body)
        .then((text) => page.evaluate((signal) => test.session?.handleSignal(signal), text))
        // The page is being reloaded: what arrives now is lost.
        .catch(() => undefined);
      return mail;
    },
    does: (act, argument) => page.evaluate(`(${act.toString()})(test, ${JSON.stringify(argument)})`),
    async until(holds, timeoutMs = 15_000) {
      const options = { polling: 50, timeout: timeoutMs };
      await page.waitForFunction(`Boolean((${holds.toString()})(test))`, undefined, options);
    },
  };
  await page.exposeFunction("signalOut", (body: string) => {
    void person.sendTo?.deliver(person.lead(body));
  });
  await page.goto(address);
  await page.waitForFunction(() => "test" in globalThis);
  return person;
}
