/**
 * The SHA-256 fingerprint (32 bytes) of the certificate a session description speaks for; undefined unless it names
 * exactly one. A description with two could show one to the four words and another to the browser.
 */
export function fingerprintOf(sdp: string): Uint8Array | undefined {
  const named = new Set(
    Array.from(sdp.matchAll(/a=fingerprint:?([^\r\n]*)/gi), ([, value]) => value?.trim().toLowerCase()),
  );
  const [only] = named;
  if (named.size !== 1 || only === undefined) return undefined;
  const hex = /^sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})$/.exec(only)?.[1];
  return hex === undefined ? undefined : Uint8Array.from(hex.split(":"), (byte) => Number.parseInt(byte, 16));
}
