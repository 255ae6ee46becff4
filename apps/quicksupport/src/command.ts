import { resolve } from "node:path";
import { programOwner } from "@beckon/protocol/program.ts";

/** What the program was asked to do. */
export type Command = {
  /** Whom it belongs to, when that was said; else its own file says it. */
  server: string | undefined;
  module: string | undefined;
  /** The secret with which it goes on in a case begun in the browser [M9]. */
  move: string | undefined;
  /** Started by the SOS shortcut: what can be skipped is skipped. */
  sos: boolean;
  /** Goes on in place of the module that runs here. */
  instead: boolean;
  uninstall: boolean;
  window: boolean;
  browser: string | undefined;
  /** Absolute; undefined: the usual place. */
  data: string | undefined;
};

export const HELP = `Beckon QuickSupport: remote help on this computer.

  --server URL        the server it belongs to (https, or http on this computer)
  --module NAME       the module it belongs to, as in the module's address
  --sos               as the SOS button does: straight to help
  --move SECRET       goes on in a case that was begun in the browser
  --no-window         opens no window, and says where its page is
  --browser PROGRAM   opens the window with this browser
  --data DIR          keeps its data there
  --instead           goes on in place of the one that runs here
  --uninstall         removes itself, its shortcut and its data
  --help              says this
`;

/** A command line that makes no sense; its message says what to do. */
export class CommandFault extends Error {}

/** Reads the words of a command line; "help" when that is asked for. Throws a `CommandFault`. */
export function readCommand(words: readonly string[], cwd: string): Command | "help" {
  const command: Command = {
    server: undefined,
    module: undefined,
    move: undefined,
    sos: false,
    instead: false,
    uninstall: false,
    window: true,
    browser: undefined,
    data: undefined,
  };
  const rest = words.flatMap((word) => (/^--[a-z]+=/.test(word) ? splitAtEqual(word) : [word]));
  while (rest.length > 0) {
    const word = rest.shift() ?? "";
    const value = (): string => {
      const next = rest.shift();
      if (next === undefined || next.startsWith("--"))
        throw new CommandFault(`${word} needs a value. --help says more.`);
      return next;
    };
    if (word === "--help" || word === "-h") return "help";
    else if (word === "--sos") command.sos = true;
    else if (word === "--instead") command.instead = true;
    else if (word === "--uninstall") command.uninstall = true;
    else if (word === "--no-window") command.window = false;
    else if (word === "--server") command.server = readServer(value());
    else if (word === "--module") command.module = readModule(value());
    else if (word === "--move") command.move = readMove(value());
    else if (word === "--browser") command.browser = value();
    else if (word === "--data") command.data = resolve(cwd, value());
    else throw new CommandFault(`"${word}" is not known here. --help says what is.`);
  }
  return command;
}

/** The origin of a server that may be talked to: over TLS, or on this computer [X18]. Throws a `CommandFault`. */
export function readServer(text: string): string {
  if (!URL.canParse(text)) throw new CommandFault(`"${text}" is no address. Write it like https://help.example.com.`);
  const { protocol, hostname, origin, pathname, search, username } = new URL(text);
  const here = hostname === "localhost" || hostname === "127.0.0.1";
  if (protocol !== "https:" && !(protocol === "http:" && here))
    throw new CommandFault(`The server's address must begin with https:// ("${text}" does not).`);
  if (pathname !== "/" || search !== "" || username !== "")
    throw new CommandFault(`Write only the server's address, like ${origin}, and the module after --module.`);
  return origin;
}

function readModule(text: string): string {
  const { data } = programOwner.shape.module.safeParse(text.toLowerCase());
  if (data === undefined)
    throw new CommandFault(`"${text}" is no module. It is the last part of the module's address, like "support".`);
  return data;
}

function readMove(text: string): string {
  const { data } = programOwner.shape.move.safeParse(text);
  if (data === undefined) throw new CommandFault("What stands after --move is not whole. Download the program again.");
  return data;
}

function splitAtEqual(word: string): [string, string] {
  const at = word.indexOf("=");
  return [word.slice(0, at), word.slice(at + 1)];
}
