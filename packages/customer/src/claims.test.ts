import { describe, expect, it } from "vitest";
import { claimsIn } from "./claims.ts";

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}
const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);

describe("the customer's secrets", () => {
  it("[S5] are 32 random bytes in base64url, one a place, and the same after a reload", () => {
    const kept = storage();
    const claims = claimsIn(kept, random);
    const secret = claims.readOrMake("m/nordwind");
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(claims.readOrMake("s123456789")).not.toBe(secret);
    expect(claimsIn(kept, random).readOrMake("m/nordwind")).toBe(secret);
  });

  it("[S5] are made anew once forgotten", () => {
    const claims = claimsIn(storage(), random);
    const secret = claims.readOrMake("m/nordwind");
    claims.forget("m/nordwind");
    expect(claims.read("m/nordwind")).toBeNull();
    expect(claims.readOrMake("m/nordwind")).not.toBe(secret);
  });

  it("[S5] live as long as the page where the browser keeps nothing", () => {
    const refuse = (): never => {
      throw new DOMException("denied", "SecurityError");
    };
    const claims = claimsIn({ getItem: refuse, setItem: refuse, removeItem: refuse } as unknown as Storage, random);
    const secret = claims.readOrMake("m/nordwind");
    expect(claims.readOrMake("m/nordwind")).toBe(secret);
  });
});
