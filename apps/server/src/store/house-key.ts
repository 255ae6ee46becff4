import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Where the key is kept when no setting gives one: in the data folder, readable by its owner only. */
export const HOUSE_KEY_FILE = "recordings.key";

/** The key that wraps the own key of everything this house seals, recordings and attachments; `id` names it without telling it [X22]. */
export type HouseKey = { readonly id: string; readonly bytes: Buffer };

/**
 * Gives the key of this installation: derived from the setting, or kept in a file of the data folder, which is made when
 * something first needs it. The database never sees it.
 */
export function houseKeyOf(setting: string | undefined, dataDir: string): () => Promise<HouseKey> {
  let asked: Promise<HouseKey> | undefined;
  return () => {
    asked ??= read(setting, dataDir).catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}

async function read(setting: string | undefined, dataDir: string): Promise<HouseKey> {
  const secret = setting ?? (await readOrMake(dataDir));
  const bytes = Buffer.from(hkdfSync("sha256", secret, "", "beckon recordings 1", 32));
  return { bytes, id: createHmac("sha256", bytes).update("beckon recordings key id").digest("hex").slice(0, 16) };
}

async function readOrMake(dataDir: string): Promise<string> {
  const path = join(dataDir, HOUSE_KEY_FILE);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if (!(await isThere(path))) {
    // Written aside and then named: whoever finds the file finds all of it, and of several makers one wins.
    const draft = `${path}.${randomBytes(6).toString("hex")}`;
    try {
      const file = await open(draft, "wx", 0o600);
      try {
        await file.writeFile(`${randomBytes(32).toString("base64url")}\n`);
        // A recording must not outlive its key.
        await file.sync();
      } finally {
        await file.close();
      }
      await link(draft, path);
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    } finally {
      await rm(draft, { force: true });
    }
  }
  const secret = (await readFile(path, "utf8")).trim();
  if (secret.length < 43) throw new Error(`${path} holds no key: put the right file there, or remove it.`);
  return secret;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isCode(error, "ENOENT")) return false;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
