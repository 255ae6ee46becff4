import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { backup, restore } from "./backup.ts";
import { NotDone, WrongUsage, type Command, type Given } from "./command.ts";
import { demo } from "./demo.ts";
import { setup } from "./setup.ts";
import { tokenCreate, tokenList, tokenRevoke } from "./token.ts";
import { userCreate, userResetPassword, userResetSecondFactor } from "./user.ts";
import { withDatabase } from "./with-database.ts";

const COMMANDS: Readonly<Record<string, Command>> = {
  setup,
  "user create": userCreate,
  "user reset-password": userResetPassword,
  "user reset-second-factor": userResetSecondFactor,
  "token create": tokenCreate,
  "token list": tokenList,
  "token revoke": tokenRevoke,
  demo,
  backup,
  restore,
};

const HELP = `npm run beckon -- COMMAND [options]

  setup                 make the company and its administrator
  user create           make a person
  user reset-password   give a person a new password
  token create          make a token for the web API
  token list            tell which tokens there are
  token revoke ID       end a token at once
  demo                  fill the installation with a lively sample company
  backup FILE           write everything to a file
  restore FILE          put a backup into the database

Each works while the server runs (restore excepted), on the database of the settings: DATABASE_URL, else that of DATA_DIR.
Each takes --help, and --json for an answer that programs read. It ends with 0 when it was done, with 1 when it could not be
done, with 2 when it was asked wrongly.`;

const COMMON = { help: { type: "boolean" }, json: { type: "boolean" } } as const;

/** What the command line runs in. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  out(line: string): void;
  err(line: string): void;
}

/** Runs the command line `args`; returns the exit code. */
export async function beckon(args: readonly string[], { env, out, err }: Terminal): Promise<number> {
  const json = args.includes("--json");
  try {
    const [command, rest] = findCommand(args);
    if (command === undefined) {
      if (rest.length > 0 && !rest.includes("--help")) throw new WrongUsage(`There is no command ${rest.join(" ")}.`);
      out(HELP);
      return rest.length > 0 ? 0 : 2;
    }
    const given = parse(command, rest);
    if (given.options["help"] === true) {
      out(`npm run beckon -- ${command.help.replace(/^beckon /, "")}\n  --json                answers for programs`);
      return 0;
    }
    const read = readConfig(env);
    if (!read.ok) throw new WrongUsage(read.faults.join("\n"));
    const answer = await withDatabase(read.config, command.migrates, (context) => command.run(given, context));
    out(json ? JSON.stringify({ ok: true, ...answer.json }) : answer.says);
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (json) out(JSON.stringify({ ok: false, error: message }));
    else err(message);
    if (error instanceof WrongUsage) return 2;
    // What nobody foresaw comes with its place, for whoever has to look for it.
    if (!(error instanceof NotDone) && env["LOG_LEVEL"] === "debug")
      err(error instanceof Error ? (error.stack ?? message) : message);
    return 1;
  }
}

function findCommand(args: readonly string[]): [Command | undefined, readonly string[]] {
  const [first = "", second = ""] = args;
  const two = COMMANDS[`${first} ${second}`];
  if (two !== undefined) return [two, args.slice(2)];
  return Object.hasOwn(COMMANDS, first) ? [COMMANDS[first], args.slice(1)] : [undefined, args];
}

function parse(command: Command, args: readonly string[]): Given {
  let parsed;
  try {
    const options = { ...command.options, ...COMMON };
    parsed = parseArgs({ args: withValues(args, command.bare ?? []), options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const { positionals: words, values } = parsed;
  if (values["help"] !== true && words.length !== command.words) throw new WrongUsage(command.help);
  const options = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "string" ? value : value === true || undefined,
  ]);
  return { words, options: Object.fromEntries(options) as Given["options"] };
}

// What may stand without a value is given an empty one, since the parser wants one.
function withValues(args: readonly string[], bare: readonly string[]): string[] {
  return args.map((arg, place) => {
    const next = args[place + 1];
    const alone = next === undefined || next.startsWith("--");
    return alone && bare.some((name) => arg === `--${name}`) ? `${arg}=` : arg;
  });
}

if (import.meta.main)
  process.exitCode = await beckon(process.argv.slice(2), {
    env: process.env,
    out: (line) => console.log(line),
    err: (line) => console.error(line),
  });
