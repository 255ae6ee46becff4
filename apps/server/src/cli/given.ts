import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import type * as z from "zod/mini";
import type { Refusal } from "@beckon/domain/refusal.ts";
import { NotDone, WrongUsage, type Given } from "./command.ts";

const SHORTEST_PASSWORD = 10;

/** An option that has to be there and to fit a schema of the protocol; throws `WrongUsage`. */
export function required<T extends z.ZodMiniType>(given: Given, name: string, schema: T): z.infer<T> {
  const value = given.options[name];
  if (value === undefined || value === true) throw new WrongUsage(`--${name} is missing.`);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new WrongUsage(`--${name} ${JSON.stringify(value)} is not accepted.`);
  return parsed.data;
}

/** The password of `--password` or of the first line of `--password-file`, else one that is made up and has to be told. */
export async function passwordOf(given: Given): Promise<{ password: string; madeUp: boolean }> {
  const { password, "password-file": file } = given.options;
  if (typeof password === "string") return { password: checked(password), madeUp: false };
  if (typeof file !== "string") return { password: randomBytes(12).toString("base64url"), madeUp: true };
  const text = file === "-" ? await readAll(process.stdin) : await readFile(file, "utf8");
  return { password: checked(text.split(/\r?\n/, 1)[0] ?? ""), madeUp: false };
}

function checked(password: string): string {
  if (password.length < SHORTEST_PASSWORD)
    throw new WrongUsage(`The password needs at least ${SHORTEST_PASSWORD} characters.`);
  if (password.length > 200) throw new WrongUsage("The password may have at most 200 characters.");
  return password;
}

/** A refusal as an error told in words. */
export function notDone(refusal: Refusal, words: Partial<Record<Refusal["reason"], string>> = {}): NotDone {
  const said = words[refusal.reason];
  if (said !== undefined) return new NotDone(said);
  if (refusal.reason === "invalid" && refusal.problem === "taken")
    return new NotDone(`Somebody has this ${refusal.field} already.`);
  return new NotDone(`It was refused: ${JSON.stringify(refusal)}`);
}

export const PASSWORD_OPTIONS = { password: { type: "string" }, "password-file": { type: "string" } } as const;
export const PASSWORD_HELP = `  --password P          their password, at least ${SHORTEST_PASSWORD} characters; others on this computer may see it
  --password-file FILE  reads it from the first line of FILE, or of standard input when FILE is -
                        Without either, a password is made up and printed.`;
