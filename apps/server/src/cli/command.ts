import type { ParseArgsConfig } from "node:util";
import type { Pool } from "pg";
import type { Announce } from "../desk/news.ts";
import type { Database } from "../store/database.ts";

/** What a command is run with. */
export interface CommandContext {
  readonly db: Database;
  readonly pool: Pool;
  /** Tells the servers that run on this database. */
  readonly announce: Announce;
  /** The origin people open, for links. */
  readonly publicUrl: string;
  readonly now: number;
}

/** What a command did: sentences for people, and the same for programs. */
export interface CommandAnswer {
  readonly says: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** The words and options a command was given; every option as text, a flag as `true`. */
export interface Given {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | true | undefined>>;
}

/** One command of the command line. */
export interface Command {
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** Options that may stand without a value: they are then the empty text. */
  readonly bare?: readonly string[];
  /** How many words it takes besides its name. */
  readonly words: number;
  /** Whether the database is brought to this program's state first; not when the command replaces it. */
  readonly migrates: boolean;
  run(given: Given, context: CommandContext): Promise<CommandAnswer>;
}

/** A mistake in how a command was written: exit code 2. */
export class WrongUsage extends Error {}
/** Something that could not be done, told in words: exit code 1. */
export class NotDone extends Error {}
