import { defineConfig } from "@playwright/test";
import { SHARED_TAB } from "./pages/shared-tab.ts";
import type { Form } from "./story.ts";

/** The browser stories: once with one server, the main ones once more with two servers on one database. */
export default defineConfig<object, { form: Form }>({
  testDir: "stories",
  testMatch: "**/*.ts",
  outputDir: "../test-results",
  globalSetup: "./start-postgres.ts",
  fullyParallel: true,
  workers: 2,
  // On a machine shared with others a story may be starved: it is played once more, and named as flaky at the end.
  retries: process.env["CI"] === undefined ? 0 : 1,
  forbidOnly: process.env["CI"] !== undefined,
  // Everything is real here, and a busy machine must not make it fail.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    viewport: { width: 1280, height: 800 },
    actionTimeout: 20_000,
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // There is no one to answer for .local names in a container.
        "--disable-features=WebRtcHideLocalIpsWithMdns",
        // A microphone that beeps.
        "--use-fake-device-for-media-stream",
        `--auto-select-tab-capture-source-by-title=${SHARED_TAB}`,
      ],
    },
  },
  projects: [
    { name: "one", grepInvert: /@only-two/, use: { form: "one" } },
    { name: "two", grep: /@two/, use: { form: "two" } },
  ],
});
