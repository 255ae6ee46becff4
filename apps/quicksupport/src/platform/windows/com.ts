import koffi from "koffi";
import { loadLibrary, type Call, type Pointer } from "../native-library.ts";

/** Windows' shell objects and folders, through COM. */
export type Shell = {
  /** Writes a shortcut file; false when Windows does not. */
  writeShortcut(path: string, shown: { target: string; words: string; label: string; icon: string }): boolean;
  /** The place of a folder Windows knows by this id; null when there is none. */
  folder(id: string): string | null;
};

const SHELL_LINK = "00021401-0000-0000-C000-000000000046";
const I_SHELL_LINK = "000214F9-0000-0000-C000-000000000046";
const I_PERSIST_FILE = "0000010B-0000-0000-C000-000000000046";
const IN_PROCESS = 1;
const ONE_THREAD = 2;
/** Places of the methods in their tables. */
const METHOD = { query: 0, release: 2, description: 7, words: 11, icon: 17, path: 20, save: 6 } as const;

const queries = koffi.proto("int BeckonComQuery(void *self, uint8_t *id, uint8_t *into)");
const plain = koffi.proto("uint32_t BeckonComPlain(void *self)");
const takesText = koffi.proto("int BeckonComText(void *self, str16 text)");
const takesTextAndNumber = koffi.proto("int BeckonComTextNumber(void *self, str16 text, int number)");

/** Opens the shell for this thread. */
export function openShell(): Shell {
  const ole = loadLibrary("ole32.dll", {
    CoInitializeEx: "int NAME(void *reserved, uint32_t how)",
    CoCreateInstance: "int NAME(uint8_t *kind, void *outer, uint32_t where, uint8_t *face, uint8_t *into)",
    CoTaskMemFree: "void NAME(void *memory)",
  });
  const shell = loadLibrary("shell32.dll", {
    SHGetKnownFolderPath: "int NAME(uint8_t *id, uint32_t flags, void *token, uint8_t *into)",
  });
  ole.CoInitializeEx(null, ONE_THREAD);

  function create(kind: string, face: string): Pointer | undefined {
    const into = Buffer.alloc(8);
    const failed = ole.CoCreateInstance(guidBytes(kind), null, IN_PROCESS, guidBytes(face), into) as number;
    return failed < 0 ? undefined : into.readBigUInt64LE(0);
  }
  const release = (object: Pointer): void => void call(object, METHOD.release, plain);

  return {
    writeShortcut(path, { target, words, label, icon }) {
      const link = create(SHELL_LINK, I_SHELL_LINK);
      if (link === undefined) return false;
      try {
        call(link, METHOD.path, takesText, target);
        call(link, METHOD.words, takesText, words);
        call(link, METHOD.description, takesText, label);
        if (icon !== "") call(link, METHOD.icon, takesTextAndNumber, icon, 0);
        const into = Buffer.alloc(8);
        if (Number(call(link, METHOD.query, queries, guidBytes(I_PERSIST_FILE), into)) < 0) return false;
        const file = into.readBigUInt64LE(0);
        const saved = Number(call(file, METHOD.save, takesTextAndNumber, path, 1)) >= 0;
        release(file);
        return saved;
      } finally {
        release(link);
      }
    },
    folder(id) {
      const into = Buffer.alloc(8);
      const failed = (shell.SHGetKnownFolderPath(guidBytes(id), 0, null, into) as number) < 0;
      const at = into.readBigUInt64LE(0);
      const path = failed || at === 0n ? null : koffi.decode.string16(at);
      if (at !== 0n) ole.CoTaskMemFree(at);
      return path;
    },
  };
}

/** Calls a method of a COM object by its place in the object's table. */
function call(object: Pointer, method: number, type: ReturnType<typeof koffi.proto>, ...given: unknown[]): unknown {
  const table = BigInt(koffi.decode(object, "uint64_t") as number);
  const entry = BigInt(koffi.decode(table + BigInt(method * 8), "uint64_t") as number);
  return (koffi.call as Call)(entry, type, object, ...given);
}

/** An id as Windows has it in memory: its first three parts with the low byte first. */
export function guidBytes(text: string): Buffer {
  const [one = "", two = "", three = "", four = "", five = ""] = text.split("-");
  const turned = (part: string): Buffer => Buffer.from(part, "hex").reverse();
  return Buffer.concat([turned(one), turned(two), turned(three), Buffer.from(four + five, "hex")]);
}
