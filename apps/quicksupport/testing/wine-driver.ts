import { connect } from "node:net";
import { bytesAsText, textAsBytes } from "./bytes-as-text.ts";
import { openWindowsPlatform } from "../src/platform/windows/windows-platform.ts";

// Runs in Wine, by Windows' Node: opens the platform and does what a test on the other side asks of it.
const [port = "", id = ""] = process.argv.slice(-2);
const platform = await openWindowsPlatform({ id });
const socket = connect(Number(port), "127.0.0.1");
socket.setEncoding("utf8");
socket.on("error", () => process.exit(0));
socket.on("close", () => {
  platform.close();
  process.exit(0);
});

function say(message: object): void {
  socket.write(`${JSON.stringify(message, bytesAsText)}\n`);
}

let text = "";
socket.on("data", (more: string) => {
  const rows = (text + more).split("\n");
  text = rows.pop() ?? "";
  for (const row of rows) void act(row);
});

async function act(row: string): Promise<void> {
  const {
    id: asked,
    what,
    given,
  } = JSON.parse(row, (key, value: unknown) => {
    if (typeof value !== "string" || !value.startsWith("event:")) return textAsBytes(key, value);
    return (answer: unknown) => say({ event: value, answer });
  }) as { id: number; what: string; given: unknown[] };
  try {
    let owner: unknown = platform;
    let found: unknown = platform;
    for (const part of what.split(".")) {
      owner = found;
      found = (found as Record<string, unknown>)[part];
    }
    const answer: unknown =
      typeof found === "function" ? await (found as (...words: unknown[]) => unknown).apply(owner, given) : found;
    say({ id: asked, answer: typeof answer === "function" ? null : answer });
  } catch (error) {
    say({ id: asked, fault: error instanceof Error ? String(error.stack) : String(error) });
  }
}
