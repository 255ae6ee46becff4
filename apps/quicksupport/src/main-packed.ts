import { openPlatform } from "./open-platform.ts";
import { packedProgram } from "./packed-program.ts";
import { runProgram } from "./run-program.ts";

// The program that people download, as `npm run build:quicksupport` makes it of this file.
void runProgram(process.argv.slice(2), packedProgram(), openPlatform);
