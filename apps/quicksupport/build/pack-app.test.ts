import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ownerPath, TAR_END_BYTES } from "@beckon/protocol/program.ts";
import { bundleProgram } from "./bundle-program.ts";
import { carriedFiles } from "./carried-files.ts";
import { packApp } from "./pack-app.ts";
import { systemParts } from "./system-parts.ts";
import { eventually } from "../testing/eventually.ts";

/** The app's folder with this system's parts in it: macOS' own cannot run here, but the code, the start and the layout can. */
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "beckon-app-"));
  const parts = systemParts("linux-x64");
  const app = await packApp(parts, await bundleProgram(), await carriedFiles(parts, "1.2.3", folder), "1.2.3");
  const input = Buffer.concat([app, new Uint8Array(TAR_END_BYTES)]);
  expect(spawnSync("tar", ["-x", "-C", folder], { input }).status).toBe(0);
  writeFileSync(
    join(folder, ownerPath("macos-arm64")),
    JSON.stringify({ server: "http://localhost:9", module: "acme" }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("[M7] the app's folder starts from its own parts, knows its owner, and serves its page", async () => {
  const start = join(folder, "QuickSupport.app/Contents/MacOS/QuickSupport");
  const child = spawn(start, ["--no-window"], { env: { HOME: folder, PATH: "/usr/bin:/bin" } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += String(data)));
  try {
    const [address] = await eventually(() => {
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (found === null) throw new Error(`no page yet: ${said}`);
      return found;
    }, 20_000);
    const page = await fetch(address);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("<script")]);
  } finally {
    child.kill("SIGKILL");
  }
});
