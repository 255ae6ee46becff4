import { Refused, send } from "./call.ts";

/** Why a passkey was not made or given, where it was not the server that refused. */
export class NoPasskey extends Error {
  readonly because: "cancelled" | "already" | "elsewhere";
  constructor(because: NoPasskey["because"]) {
    super(because);
    this.because = because;
  }
}

/** Whether this browser can make and give passkeys in the form this page speaks. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential === "function" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

/** Whether this browser offers passkeys in the e-mail field, by itself. */
export async function offersPasskeys(): Promise<boolean> {
  return hasPasskeys() && (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true;
}

/** Has the browser make a passkey, and adds it under this name. Throws `Refused`, or `NoPasskey` when the browser made none. */
export async function addPasskey(password: string, name: string): Promise<void> {
  const given = await send("POST", "/api/auth/passkey/begin", { password });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(given as PublicKeyCredentialCreationOptionsJSON);
  const response = jsonOf(await byBrowser(() => navigator.credentials.create({ publicKey })));
  await send("POST", "/api/auth/passkey/verify-registration", { response, name });
}

/**
 * Signs in by a passkey; `quietly`: the browser offers it in a field, and waits there until one is chosen or `signal` ends it.
 * Throws `Refused` when it signs nobody in, and `NoPasskey` when none was given.
 */
export async function signInByPasskey(signal: AbortSignal, quietly: boolean): Promise<void> {
  const given = await send("GET", "/api/auth/passkey/generate-authenticate-options");
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(given as PublicKeyCredentialRequestOptionsJSON);
  const how: CredentialRequestOptions = { publicKey, signal, ...(quietly ? { mediation: "conditional" } : {}) };
  const response = jsonOf(await byBrowser(() => navigator.credentials.get(how)));
  await send("POST", "/api/auth/passkey/verify-authentication", { response });
}

/** Gives a passkey of one's own another name. */
export async function renamePasskey(id: string, name: string): Promise<void> {
  await send("POST", "/api/auth/passkey/rename", { id, name });
}

/** Removes a passkey of one's own. */
export async function removePasskey(id: string, password: string): Promise<void> {
  await send("POST", "/api/auth/passkey/remove", { id, password });
}

async function byBrowser(ask: () => Promise<Credential | null>): Promise<Credential | null> {
  try {
    return await ask();
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    if (name === "InvalidStateError") throw new NoPasskey("already");
    if (name === "SecurityError") throw new NoPasskey("elsewhere");
    if (name === "NotAllowedError" || name === "AbortError") throw new NoPasskey("cancelled");
    throw error;
  }
}

function jsonOf(credential: Credential | null): unknown {
  if (!(credential instanceof PublicKeyCredential)) throw new NoPasskey("cancelled");
  return credential.toJSON();
}

/** Whether it was the passkey that was refused, and not that something else stood in the way. */
export function isPasskeyRefused(reason: unknown): boolean {
  if (!(reason instanceof Refused)) return false;
  const { refusal } = reason;
  return refusal.reason === "notSignedIn" || (refusal.reason === "invalid" && refusal.field === "passkey");
}
