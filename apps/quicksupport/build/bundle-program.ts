import { join } from "node:path";
import { rolldown, type Plugin } from "rolldown";

const source = join(import.meta.dirname, "../src");

/** Packages whose JavaScript looks for their native part; a program carries that itself. */
const NATIVE: readonly { readonly asked: RegExp; readonly by: RegExp; readonly part: string }[] = [
  { asked: /^koffi$/, by: /./, part: "koffi.node" },
  { asked: /^\.\/node-datachannel\.mjs$/, by: /[/\\]node-datachannel[/\\]/, part: "node_datachannel.node" },
];

/** Bundles the program into one CommonJS file, which is what a single executable runs. */
export function bundleProgram(): Promise<string> {
  return bundle(join(source, "main-packed.ts"));
}

/** Bundles the thread that codes photos; it runs from its text. */
export function bundlePhotoWorker(): Promise<string> {
  return bundle(join(source, "photo-worker.ts"));
}

async function bundle(input: string): Promise<string> {
  const build = await rolldown({
    input,
    platform: "node",
    plugins: [carriedNatives],
    // What the packages' own code is warned of is not ours to mend.
    onLog: (level, log, handle) => {
      if (log.code === "UNRESOLVED_IMPORT") throw new Error(log.message);
      if (level !== "info" && !/node_modules/.test(log.id ?? "")) handle(level, log);
    },
  });
  try {
    const { output } = await build.generate({ format: "cjs", minify: true, codeSplitting: false });
    const [only, ...others] = output;
    if (others.length > 0) throw new Error(`${input} became ${output.length} files instead of one.`);
    return only.code;
  } finally {
    await build.close();
  }
}

const MARK = "\0carried:";
const carriedNatives: Plugin = {
  name: "carried-natives",
  resolveId(asked, by = "") {
    const native = NATIVE.find((one) => one.asked.test(asked) && one.by.test(by));
    return native && MARK + native.part;
  },
  load(id) {
    if (!id.startsWith(MARK)) return null;
    const carried = JSON.stringify(join(source, "carried.ts"));
    return `import { loadCarried } from ${carried};\nexport default loadCarried(${JSON.stringify(id.slice(MARK.length))});`;
  },
};
