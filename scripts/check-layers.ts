import { posix } from "node:path";
import { readProjectFiles, reportFaults } from "./project-files.ts";

const packages = ["domain", "protocol", "session", "screen", "customer"];
const server = [
  "server/api",
  "server/sign-in",
  "server/tokens",
  "server/events",
  "server/reports",
  "server/scim",
  "server/assignment",
  "server/desk",
  "server/people",
  "server/modules",
  "server/recordings",
  "server/contacts",
  "server/replies",
  "server/notices",
  "server/attachments",
  "server/store",
  "server/views",
  "server/live",
  "server/http",
  "server/limits",
];
// What the rooms above the desk stand on: records in the database, and the news of what was committed.
const ground = ["domain", "protocol", "server/store", "server/desk"];

const wire = "packages/session/browser-test/udp-wire.ts";
const post = /^apps\/server\/testing\/(push-server|mailbox|company-provider)\.ts$/;
const words = /^apps\/web\/src\/(console|customer)\/words\/(desktop-)?(en|de|es)\.ts$/;

// Who may import whom, as docs/architecture.md says it.
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  protocol: ["domain"],
  session: ["domain", "protocol"],
  screen: ["protocol"],
  customer: ["domain", "protocol", "session"],
  api: ["domain", "protocol"],
  // What others take along has nothing of ours with it.
  client: [],
  "server/desk": ["domain", "server/limits"],
  "server/assignment": ground,
  "server/limits": [],
  "server/sign-in": [...ground, "server/people", "server/limits"],
  "server/tokens": [...ground, "api", "server/people", "server/limits"],
  "server/events": [...ground, "api", "server/people", "server/views", "server/limits"],
  "server/reports": [...ground, "api", "server/people", "server/views"],
  "server/scim": [...ground, "server/people", "server/modules"],
  "server/api": [
    ...ground,
    "api",
    "server/people",
    "server/contacts",
    "server/tokens",
    "server/events",
    "server/reports",
    "server/views",
    "server/limits",
  ],
  "server/people": [...ground, "server/modules", "server/limits"],
  "server/modules": [...ground, "server/people"],
  "server/recordings": [...ground, "server/people"],
  "server/attachments": ground,
  "server/contacts": [...ground, "server/people", "server/views", "server/recordings"],
  "server/replies": [...ground, "server/people"],
  "server/notices": [...ground, "server/limits"],
  "server/store": ["domain", "protocol", "server/desk"],
  "server/views": ["domain", "protocol", "api", "server/desk"],
  "server/live": ["domain", "protocol", "server/desk", "server/views", "server/limits"],
  "server/http": [
    ...ground,
    "api",
    "server/api",
    "server/sign-in",
    "server/tokens",
    "server/events",
    "server/reports",
    "server/scim",
    "server/people",
    "server/modules",
    "server/recordings",
    "server/contacts",
    "server/replies",
    "server/notices",
    "server/attachments",
    "server/views",
    "server/limits",
    "server/config",
  ],
  "server/config": [],
  "server/cli": ["domain", "protocol", "api", ...server, "server/config"],
  "server/main": ["domain", "protocol", "api", ...server, "server/config"],
  "web/ui": packages,
  "web/console": [...packages, "api", "web/ui", "web/console/words"],
  "web/customer": [...packages, "web/ui", "web/customer/words"],
  "web/build": [],
  quicksupport: packages,
  // Stories act through the browser only; besides, they take a database, a wire to cut, the words people read, a sign-in provider, and where mail
  // and pushes arrive.
  e2e: ["domain", "protocol", "test database"],
};

// Third-party parts that would bring a wrong layer in.
const mayNotUse: Readonly<Record<string, RegExp>> = {
  domain: /./,
  protocol: /^(?!zod(\/|$))/,
  api: /^(?!zod(\/|$))/,
  client: /./,
  session: /^node:/,
  screen: /^node:/,
  customer: /^node:/,
  "server/desk": /^(pg|kysely|fastify|ws|better-auth)(\/|$)/,
  "server/views": /^(pg|kysely|fastify|ws|better-auth)(\/|$)/,
  "server/live": /^(pg|kysely)(\/|$)/,
  "server/api": /^(pg|kysely)(\/|$)/,
  "server/http": /^(pg|kysely)(\/|$)/,
  "web/ui": /^(react|react-dom|preact)(\/|$)/,
  "web/console": /^preact(\/|$)/,
  "web/customer": /^(react|react-dom|@tanstack|@base-ui)(\/|$)/,
};

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** One sentence for each import that crosses a layer the wrong way, and for each circle of imports. */
export function findLayerFaults(files: ReadonlyMap<string, string>): string[] {
  const graph = new Map<string, string[]>();
  const faults = [...files].flatMap(([path, source]) => {
    const found = readImports(source);
    const local = found.flatMap((one) => resolveImport(path, one.specifier) ?? []);
    graph.set(
      path,
      found.filter((one) => !one.typeOnly).flatMap((one) => resolveImport(path, one.specifier) ?? []),
    );
    return [
      ...local.flatMap((target) => layerFault(path, target) ?? []),
      ...found.flatMap(({ specifier }) => partFault(path, specifier) ?? []),
    ];
  });
  return [...faults, ...findCycles(graph)];
}

function layerFault(path: string, target: string): string | undefined {
  const from = layerOf(path);
  if (from === "e2e" && (target === wire || post.test(target) || words.test(target))) return undefined;
  const to = layerOf(target);
  const allowed = from === undefined ? undefined : mayImport[from];
  if (allowed === undefined || to === undefined || from === to || allowed.includes(to)) return undefined;
  // The module's tests need a server to talk to.
  if (isTest(path) && from === "quicksupport" && target.startsWith("apps/server/testing/")) return undefined;
  // Tests may set up anything that runs on the same side.
  if (
    isTest(path) &&
    (to === "test database" || side(to) === side(from) || packages.includes(to) || to === "api" || to === "client")
  )
    return undefined;
  return `${path}: ${from} may not import ${to} (${target})`;
}

function partFault(path: string, specifier: string): string | undefined {
  const layer = layerOf(path);
  const forbidden = layer === undefined ? undefined : mayNotUse[layer];
  const local = specifier.startsWith(".") || specifier.startsWith("@beckon/");
  if (forbidden === undefined || local || isTest(path) || !forbidden.test(specifier)) return undefined;
  return `${path}: ${layer} may not use ${specifier}`;
}

function layerOf(path: string): string | undefined {
  const [top = "", second = "", third = "", fourth = "", fifth] = path.split("/");
  if (path === "apps/server/src/store/test-database.ts") return "test database";
  if (/^packages\/[^/]+\/browser-test\//.test(path)) return "test wire";
  if (/^apps\/web\/src\/(console|customer)\/words\//.test(path)) return `web/${path.split("/")[3]}/words`;
  if (top === "packages") return second;
  if (top === "e2e") return "e2e";
  if (top !== "apps") return undefined;
  if (second === "quicksupport") return "quicksupport";
  if (second === "web") return third === "src" && fifth !== undefined ? `web/${fourth}` : "web/build";
  if (fifth !== undefined) return `server/${fourth}`;
  return fourth.startsWith("config.") ? "server/config" : "server/main";
}

function side(layer: string | undefined): string | undefined {
  return layer?.split("/")[0];
}

function isTest(path: string): boolean {
  const besideSource = /^(packages\/[^/]+|apps\/server)\/(?!src\/)/.test(path);
  return besideSource || /\.test\.tsx?$|\/test-[^/]+\.ts$/.test(path);
}

function resolveImport(path: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ""));
  const [, name, rest] = /^@beckon\/([^/]+)\/(.+)$/.exec(specifier) ?? [];
  return name === undefined || rest === undefined ? undefined : `packages/${name}/src/${rest}`;
}

function readImports(source: string): Import[] {
  const named = source.matchAll(/^\s*(?:import|export)\b(\s+type\b)?[^"';]*?\bfrom\s*["']([^"']+)["']/gm);
  const bare = source.matchAll(/^\s*import\s*["']([^"']+)["']/gm);
  const dynamic = source.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g);
  return [
    ...[...named].map(([, type, specifier = ""]) => ({ specifier, typeOnly: type !== undefined })),
    ...[...bare].map(([, specifier = ""]) => ({ specifier, typeOnly: false })),
    // Loaded later, so no circle at start; still an import across layers.
    ...[...dynamic].map(([, specifier = ""]) => ({ specifier, typeOnly: true })),
  ];
}

function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const cycles: string[] = [];
  function visit(path: string, trail: readonly string[]): void {
    const start = trail.indexOf(path);
    if (start >= 0) {
      cycles.push(`A circle of imports: ${[...trail.slice(start), path].join(" → ")}`);
      return;
    }
    if (done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  }
  for (const path of graph.keys()) visit(path, []);
  return cycles;
}

if (import.meta.main) reportFaults(findLayerFaults(readProjectFiles(["packages", "apps", "e2e"], /\.tsx?$/)));
