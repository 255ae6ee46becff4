import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { HOUSE_KEY_FILE, houseKeyOf } from "./house-key.ts";

it("[X22] the key is made once, in a file for its owner only, or comes from the setting", async () => {
  const folder = await mkdtemp(join(tmpdir(), "recording-key-"));
  try {
    const path = join(folder, HOUSE_KEY_FILE);
    const [one, other] = await Promise.all([houseKeyOf(undefined, folder)(), houseKeyOf(undefined, folder)()]);
    expect(one).toEqual(other);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, "utf8")).not.toContain(one.bytes.toString("base64url"));
    const set = await houseKeyOf("s".repeat(40), folder)();
    expect(set.id).not.toBe(one.id);
    expect(await houseKeyOf("s".repeat(40), "/nowhere")()).toEqual(set);
    await writeFile(path, "");
    await expect(houseKeyOf(undefined, folder)()).rejects.toThrow("holds no key");
  } finally {
    await rm(folder, { recursive: true });
  }
});
