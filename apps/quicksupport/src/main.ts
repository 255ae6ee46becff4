import { openPlatform } from "./open-platform.ts";
import { programInFolder } from "./program.ts";
import { runProgram } from "./run-program.ts";

// `npm run quicksupport`: the module as it lies in the project's folder.
void runProgram(process.argv.slice(2), programInFolder(), openPlatform);
