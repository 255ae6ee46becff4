import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

// Each folder sees only what exists where it runs: the domain has neither a browser nor Node.
const projects = [
  "packages/domain/tsconfig.json",
  "packages/domain/tsconfig.pure.json",
  "packages/protocol/tsconfig.json",
  "packages/protocol/tsconfig.pure.json",
  "packages/session/tsconfig.json",
  "packages/session/tsconfig.pure.json",
  "packages/screen/tsconfig.json",
  "packages/screen/tsconfig.pure.json",
  "packages/api/tsconfig.json",
  "packages/api/tsconfig.pure.json",
  "packages/client/tsconfig.json",
  "packages/customer/tsconfig.json",
  "packages/customer/tsconfig.pure.json",
  "apps/server/tsconfig.json",
  "apps/quicksupport/tsconfig.json",
  "apps/web/src/ui/tsconfig.json",
  "apps/web/src/customer/tsconfig.json",
  "apps/web/src/console/tsconfig.json",
  "tsconfig.json",
];

const noInputs = "TS18003";
let failed = false;
for (const project of projects.filter((path) => existsSync(join(root, path)))) {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", project, "--pretty", "false"],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  if (status === 0 || stdout.includes(noInputs)) continue;
  failed = true;
  process.stdout.write(stdout);
}
process.exitCode = failed ? 1 : 0;
