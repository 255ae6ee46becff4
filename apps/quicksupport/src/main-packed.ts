import { tellPerson } from "./tell-person.ts";

// The program that people download, as `npm run build:quicksupport` makes it of this file.
void start();

async function start(): Promise<void> {
  try {
    // Loading lays native parts onto the disk, which can fail.
    const [{ openPlatform }, { packedProgram }, { runProgram }] = await Promise.all([
      import("./open-platform.ts"),
      import("./packed-program.ts"),
      import("./run-program.ts"),
    ]);
    await runProgram(process.argv.slice(2), packedProgram(), openPlatform);
  } catch (error) {
    tellPerson(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
