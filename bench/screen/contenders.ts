import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import type { TwoPlaces } from "./two-places.ts";

/** One way to see a screen from elsewhere, running between the two places. */
export type Contender = {
  readonly name: string;
  /** The expert's page, and where the picture is on it. */
  readonly page: Page;
  readonly canvas: string;
  /** The customer's side, for its processor time. */
  readonly pids: readonly number[];
  close(): Promise<void>;
};

/** Starts a browser at the expert's place. */
export async function openBrowser(places: TwoPlaces): Promise<{ browser: Browser; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "beckon-bench-"));
  const program = join(folder, "browser");
  writeFileSync(
    program,
    `#!/bin/sh\nexec ${places.expert.entry.join(" ")} ${process.env["CHROMIUM"] ?? "/usr/bin/chromium"} "$@"\n`,
    { mode: 0o755 },
  );
  const browser = await chromium.launch({
    executablePath: program,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-features=WebRtcHideLocalIpsWithMdns",
      // The server is at the customer's place, and known to both by the one name for which browsers ask no https.
      `--host-resolver-rules=MAP 127.0.0.1 ${places.customer.address}`,
    ],
  });
  return {
    browser,
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A VNC server of Debian's on the display, and noVNC in the expert's browser. */
export async function startVnc(
  kind: "x11vnc" | "TigerVNC",
  places: TwoPlaces,
  browser: Browser,
  display: string,
): Promise<Contender> {
  const quiet = { stdio: "ignore" as const };
  const server =
    kind === "x11vnc"
      ? places.spawn(
          "customer",
          "x11vnc",
          ["-display", display, "-forever", "-shared", "-nopw", "-quiet", "-rfbport", "5901"],
          quiet,
        )
      : places.spawn(
          "customer",
          "X0tigervnc",
          ["-display", display, "-rfbport", "5901", "-SecurityTypes", "None", "-AlwaysShared"],
          quiet,
        );
  await places.listening("customer", 5901);
  const gateway = places.spawn(
    "customer",
    "websockify",
    ["--web", "/usr/share/novnc", "6081", "127.0.0.1:5901"],
    quiet,
  );
  await places.listening("customer", 6081);
  const context = await browser.newContext({ viewport: { width: 1960, height: 1160 } });
  const page = await context.newPage();
  const { address } = places.customer;
  await page.goto(`http://${address}:6081/vnc_lite.html?host=${address}&port=6081&scale=false`);
  await page.waitForFunction(() => (document.querySelector("canvas")?.width ?? 0) > 1000, undefined, {
    timeout: 60_000,
  });
  return {
    name: `${kind} + noVNC`,
    page,
    canvas: "canvas",
    pids: pidsOf(server, gateway),
    async close() {
      await context.close();
      for (const child of [gateway, server]) places.end(child);
    },
  };
}

function pidsOf(...children: ChildProcess[]): number[] {
  return children.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
}
