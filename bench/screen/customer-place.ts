import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openPage, pageAddressIn } from "../../apps/quicksupport/testing/open-page.ts";
import { makeCompany, openStage, startServer } from "../stage/stage.ts";

/**
 * What stands at the customer's place when Beckon is measured: a whole server and the desktop module on this display, from
 * source, without a window. Its page's socket asks for help and says yes. A program: `customer-place.ts <display>` writes a line
 * of JSON (`ReadyPlace`) once the case is there, and ends with its standard input.
 */
export type ReadyPlace = { url: string; cookie: string; caseId: string; module: number };

async function run(display: string): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "beckon-bench-home-"));
  const stage = await openStage();
  const databaseUrl = await stage.database("screen");
  // The expert comes over the line, the module from this computer.
  const server = await startServer(databaseUrl, undefined, { HOST: "0.0.0.0" });
  const { slug, cookies } = await makeCompany(server, databaseUrl, 1);

  const main = join(import.meta.dirname, "../../apps/quicksupport/src/main.ts");
  const words = ["--server", server.url, "--module", slug, "--data", join(home, "data"), "--no-window"];
  const module = spawn(process.execPath, [main, ...words], {
    env: { ...process.env, HOME: home, DISPLAY: display, WAYLAND_DISPLAY: undefined },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await new Promise<URL>((resolve, reject) => {
    createInterface(module.stdout).on("line", (line) => {
      const found = pageAddressIn(line);
      if (found !== undefined) resolve(found);
    });
    module.once("exit", (code) => reject(new Error(`The module ended with ${code}`)));
  });
  const { page, end } = openPage(address);
  const caseId = await askForHelp(page.store);
  const ready: ReadyPlace = { url: server.url, cookie: cookies[0] ?? "", caseId, module: module.pid ?? 0 };
  console.log(JSON.stringify(ready));

  process.stdin.resume();
  await new Promise((resolve) => process.stdin.once("close", resolve));
  end();
  module.kill("SIGKILL");
  await stage.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
  process.exit();
}

/** Opens the module's case, and from then on allows whoever asks to see and to control. Resolves with the case's id. */
function askForHelp(store: ReturnType<typeof openPage>["page"]["store"]): Promise<string> {
  return new Promise((resolve) => {
    let opening = false;
    let answered: string | undefined;
    const look = (): void => {
      const { page, visit } = store.state;
      if (page.is === "module" && !opening) {
        opening = true;
        void store.openModule({ customerName: "Cora", customerEmail: "", description: "", disclaimerAccepted: false });
      }
      if (page.is === "case") resolve(page.case.caseId);
      if (visit.is === "asked" && answered !== visit.opening.session) {
        answered = visit.opening.session;
        void store.allow(["see", "control"]);
      }
    };
    store.subscribe(look);
    look();
  });
}

await run(process.argv[2] ?? ":0");
