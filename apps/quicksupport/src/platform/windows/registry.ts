import { loadLibrary } from "../native-library.ts";

/** Windows' registry, as far as it is needed here: texts, by key and name. */
export type Registry = {
  /** `name` "" is the key's own value; undefined when it is not there. */
  read(hive: keyof typeof HIVES, key: string, name: string): string | undefined;
  /** Writes for this person; throws when Windows refuses. */
  write(key: string, name: string, text: string): void;
  remove(key: string, name: string): void;
};

/** This person's settings, and the computer's. */
const HIVES = { person: 0xffffffff80000001n, computer: 0xffffffff80000002n } as const;
const TEXT = 1;
const TEXTS_ONLY = 2;
const MOST_BYTES = 8_192;

export function openRegistry(): Registry {
  const advapi = loadLibrary("advapi32.dll", {
    RegGetValueW:
      "int NAME(void *hive, str16 key, str16 name, uint32_t kinds, void *kind, uint8_t *into, uint8_t *length)",
    RegSetKeyValueW: "int NAME(void *hive, str16 key, str16 name, uint32_t kind, const uint8_t *data, uint32_t length)",
    RegDeleteKeyValueW: "int NAME(void *hive, str16 key, str16 name)",
  });
  return {
    read(hive, key, name) {
      const [into, length] = [Buffer.alloc(MOST_BYTES), Buffer.alloc(4)];
      length.writeUInt32LE(MOST_BYTES, 0);
      const failed = advapi.RegGetValueW(HIVES[hive], key, name, TEXTS_ONLY, null, into, length) as number;
      return failed === 0 ? into.toString("utf16le", 0, length.readUInt32LE(0)).split("\0", 1)[0] : undefined;
    },
    write(key, name, text) {
      const data = Buffer.from(`${text}\0`, "utf16le");
      const failed = advapi.RegSetKeyValueW(HIVES.person, key, name, TEXT, data, data.length) as number;
      if (failed !== 0) throw new Error(`Windows does not let ${key} be written (${failed}).`);
    },
    remove: (key, name) => void advapi.RegDeleteKeyValueW(HIVES.person, key, name),
  };
}
