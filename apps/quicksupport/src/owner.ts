import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { OWNER_FILE, programOwner, readProgramName, type ProgramOwner } from "@beckon/protocol/program.ts";
import { CommandFault, readServer, type Command } from "./command.ts";

/**
 * Whom this module belongs to: what the command line says, else the file beside the program, else the program's own name
 * [M7]. None of it is a secret, and a wrong one only leads to another server's page. Throws a `CommandFault`.
 */
export function findOwner(command: Command, program: string): ProgramOwner {
  const { server, module, move } = command;
  const found = server !== undefined && module !== undefined ? { server, module } : readBeside(program);
  if (found === undefined)
    throw new CommandFault("This program does not know whom it belongs to: download it again from the module's page.");
  const owner = { ...found, ...(server ? { server } : {}), ...(module ? { module } : {}), ...(move ? { move } : {}) };
  return { ...owner, server: readServer(owner.server) };
}

function readBeside(program: string): ProgramOwner | undefined {
  try {
    const text = readFileSync(join(dirname(program), OWNER_FILE), "utf8");
    const parsed = programOwner.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // There is none, or it was damaged: the name is what remains.
  }
  return readProgramName(basename(program));
}
