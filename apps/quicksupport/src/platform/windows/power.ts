import koffi from "koffi";
import type { SystemOutcome } from "@beckon/protocol/peer.ts";
import { loadLibrary, type Pointer } from "../native-library.ts";
import { commandLine } from "./command-line.ts";
import type { Windows } from "./libraries.ts";

const ADJUST = 0x20;
const QUERY = 0x8;
const ENABLED = 2;
const RESTART = 0x2;
const FORCE_WHAT_HANGS = 0x10;
/** Planned, for maintenance of a program: what Windows writes into its own log. */
const REASON = 0x80040001;
const SHOWN = 1;
const DECLINED = 5;
const LEAST_SUCCESS = 32;

/** Restarts the computer, as its user may. */
export function restart(windows: Windows): SystemOutcome {
  const advapi = loadLibrary("advapi32.dll", {
    OpenProcessToken: "int NAME(void *process, uint32_t access, uint8_t *into)",
    LookupPrivilegeValueW: "int NAME(str16 system, str16 name, uint8_t *into)",
    AdjustTokenPrivileges:
      "int NAME(void *token, int none, const uint8_t *wanted, uint32_t length, void *before, void *needed)",
  });
  const into = Buffer.alloc(8);
  if ((advapi.OpenProcessToken(windows.GetCurrentProcess(), ADJUST | QUERY, into) as number) === 0) return "failed";
  const token = into.readBigUInt64LE(0);
  // One privilege: how many, its number, and that it is to be used.
  const wanted = Buffer.alloc(16);
  wanted.writeUInt32LE(1, 0);
  const known = (advapi.LookupPrivilegeValueW(null, "SeShutdownPrivilege", wanted.subarray(4, 12)) as number) !== 0;
  wanted.writeUInt32LE(ENABLED, 12);
  if (known) advapi.AdjustTokenPrivileges(token, 0, wanted, 0, null, null);
  windows.CloseHandle(token);
  // Where the person may not restart it, as on a terminal server, Windows refuses here.
  return (windows.ExitWindowsEx(RESTART | FORCE_WHAT_HANGS, REASON) as number) === 0 ? "notOffered" : "comingBack";
}

/** Starts `command` with the rights of the administrator, after Windows' own question. */
export async function elevate(command: readonly string[]): Promise<SystemOutcome> {
  const [target = "", ...words] = command;
  const shell = koffi.load("shell32.dll");
  const execute = shell.func(
    "void *ShellExecuteW(void *window, str16 verb, str16 file, str16 words, str16 folder, int how)",
  );
  const { promise, resolve } = Promise.withResolvers<SystemOutcome>();
  // The question stands until it is answered: not on this thread, which goes on talking to the expert.
  execute.async(null, "runas", target, commandLine(words), null, SHOWN, (error: unknown, result: Pointer | null) => {
    const code = Number(result ?? 0n);
    resolve(error == null && code > LEAST_SUCCESS ? "done" : code === DECLINED ? "declined" : "failed");
  });
  return promise;
}
