import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/**/*.test.ts", "apps/**/*.test.{ts,tsx}", "scripts/**/*.test.ts", "bench/**/*.test.ts"],
    // Style sheets are tested as they are written.
    css: true,
    globalSetup: ["apps/server/src/store/test-database.ts"],
    // Servers, sockets and databases are real here: a busy machine must not make them fail.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    retry: process.env["CI"] === undefined ? 0 : 1,
    expect: { poll: { timeout: 20_000 } },
    // They wait more than they compute.
    maxWorkers: 3,
  },
});
