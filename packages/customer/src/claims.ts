/** Where a customer's secret belongs: a module (`m/<slug>`), a session code, or this browser or computer itself [K1]. */
export type Place = `m/${string}` | `s${string}` | "device";

/** The customer's secrets, kept in this browser: whoever has one comes back to its case [S5]. */
export type Claims = {
  read(place: Place): string | null;
  /** The secret of this place; made and kept now if there is none, before anything is asked of the server [X12]. */
  readOrMake(place: Place): string;
  forget(place: Place): void;
  /** Another secret, kept nowhere. */
  makeSecret(): string;
};

/** Keeps secrets in `storage`; where that is refused (private windows), for as long as the page lives. */
export function claimsIn(
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
  random: (bytes: Uint8Array<ArrayBuffer>) => unknown,
): Claims {
  const here = new Map<Place, string>();
  const read = (place: Place): string | null => here.get(place) ?? quietly(() => storage.getItem(key(place))) ?? null;
  return {
    read,
    readOrMake(place) {
      const kept = read(place);
      if (kept !== null) return kept;
      const made = base64url(random);
      here.set(place, made);
      quietly(() => storage.setItem(key(place), made));
      return made;
    },
    makeSecret: () => base64url(random),
    forget(place) {
      here.delete(place);
      quietly(() => storage.removeItem(key(place)));
    },
  };
}

function key(place: Place): string {
  return `beckon.claim.${place}`;
}

function base64url(random: (bytes: Uint8Array<ArrayBuffer>) => unknown): string {
  const bytes = new Uint8Array(32);
  random(bytes);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
