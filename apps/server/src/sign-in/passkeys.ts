import * as z from "zod/mini";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { passkeyName } from "@beckon/protocol/sign-in.ts";
import { writeAudit } from "../people/audit.ts";
import { NOT_SIGNED_IN, signedIn, type FactorRequest } from "./factor-request.ts";
import { isOwnPassword, withPassword, WRONG_PASSWORD } from "./own-password.ts";
import { mustKeepOne } from "./second-factor-policy.ts";
import type { SignInLibrary } from "./sign-in-library.ts";
import type { SignInParts } from "./sign-in-parts.ts";
import type { SignInTries } from "./sign-in-tries.ts";
import type { HeldSignIn } from "./who.ts";

const NOT_ACCEPTED = refused({ reason: "invalid", field: "passkey", problem: "notAccepted" });

export const LAST_ONE = refused({ reason: "invalid", field: "secondFactor", problem: "required" });

const base64 = z.string().check(z.regex(/^[\w-]{1,20000}={0,2}$/));
/** What a browser answers, as WebAuthn writes it in JSON; the library checks what it says. */
const answered = z.looseObject({
  id: base64,
  rawId: base64,
  type: z.literal("public-key"),
  response: z.looseObject({ clientDataJSON: base64 }),
});
const registration = z.object({ response: answered, name: passkeyName });
const assertion = z.object({ response: answered });
const renaming = z.object({ id: z.string(), name: passkeyName });
const removal = z.extend(withPassword, { id: z.string() });
const made = z.object({ id: z.string() });

/** Passkeys: adding, naming and removing one's own, and signing in by one [I3]. */
export function openPasskeys(
  { db, clock, announce }: SignInParts,
  auth: SignInLibrary,
  tries: SignInTries,
  signInOf: (headers: Headers) => Promise<HeldSignIn | undefined>,
) {
  type Handler = (asked: FactorRequest) => Promise<Outcome<Response>>;
  const handlers: Record<string, Handler> = {
    "/passkey/begin": async (asked) => signedIn(await signInOf(asked.headers), (held) => begin(asked, held)),
    "/passkey/verify-registration": async (asked) =>
      signedIn(await signInOf(asked.headers), (held) => add(asked, held)),
    "/passkey/rename": async (asked) => signedIn(await signInOf(asked.headers), (held) => rename(asked, held)),
    "/passkey/remove": async (asked) => signedIn(await signInOf(asked.headers), (held) => remove(asked, held)),
    "/passkey/generate-authenticate-options": challenge,
    "/passkey/verify-authentication": signIn,
  };

  /** Only whoever gives the password again gets a challenge to make a passkey with. */
  async function begin(asked: FactorRequest, { person }: HeldSignIn): Promise<Outcome<Response>> {
    const given = withPassword.safeParse(asked.body);
    if (!given.success) return WRONG_PASSWORD;
    return await tries.counted(asked.address, { account: person.email }, async () => {
      if (!(await isOwnPassword(auth, asked.headers, given.data.password))) return WRONG_PASSWORD;
      const { headers } = asked;
      return done(await auth.api.generatePasskeyRegistrationOptions({ headers, asResponse: true }));
    });
  }

  async function add(asked: FactorRequest, { person, owed }: HeldSignIn): Promise<Outcome<Response>> {
    const given = registration.safeParse(asked.body);
    if (!given.success) return NOT_ACCEPTED;
    const { name } = given.data;
    const response = await asked.ask("/passkey/verify-registration", given.data);
    if (!response.ok) return NOT_ACCEPTED;
    const { id } = made.parse(await response.json());
    if (owed) {
      // Whoever has just verified themselves to their device has shown both factors.
      const { personId, companyId, signInId } = person;
      await db.updateTable("sign_ins").set({ way: "passkey" }).where("id", "=", signInId).execute();
      announce({ about: "person", personId, companyId });
    }
    await writeAudit(db, person, { act: "person/passkeyAdded", subject: person.personId, details: { name } }, clock());
    return done(Response.json({ id }));
  }

  async function rename(asked: FactorRequest, { person }: HeldSignIn): Promise<Outcome<Response>> {
    const given = renaming.safeParse(asked.body);
    if (!given.success) return refused({ reason: "invalid", field: "name", problem: "required" });
    const { numUpdatedRows } = await db
      .updateTable("passkeys")
      .set({ name: given.data.name })
      .where("id", "=", given.data.id)
      .where("person_id", "=", person.personId)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 0n ? refused({ reason: "notFound" }) : done(Response.json({ status: true }));
  }

  /** Whoever removes a passkey may have lost it: other browsers that came in by one are signed out. */
  async function remove(asked: FactorRequest, { person }: HeldSignIn): Promise<Outcome<Response>> {
    const given = removal.safeParse(asked.body);
    if (!given.success) return WRONG_PASSWORD;
    const { personId, companyId, signInId } = person;
    return await tries.counted(asked.address, { account: person.email }, async () => {
      if (!(await isOwnPassword(auth, asked.headers, given.data.password))) return WRONG_PASSWORD;
      if (await mustKeepOne(db, companyId, await othersThan(personId, given.data.id))) return LAST_ONE;
      const isDone = await db.transaction().execute(async (trx) => {
        const gone = await trx
          .deleteFrom("passkeys")
          .where("id", "=", given.data.id)
          .where("person_id", "=", personId)
          .returning("name")
          .executeTakeFirst();
        if (gone === undefined) return false;
        await trx
          .deleteFrom("sign_ins")
          .where("person_id", "=", personId)
          .where("way", "=", "passkey")
          .where("id", "!=", signInId)
          .execute();
        const details = { name: gone.name };
        await writeAudit(trx, person, { act: "person/passkeyRemoved", subject: personId, details }, clock());
        return true;
      });
      if (!isDone) return refused({ reason: "notFound" });
      announce({ about: "person", personId, companyId });
      return done(Response.json({ status: true }));
    });
  }

  async function othersThan(personId: string, keyId: string): Promise<number> {
    const keys = await db
      .selectFrom("passkeys")
      .select("id")
      .where("person_id", "=", personId)
      .where("id", "!=", keyId)
      .execute();
    const apps = await db
      .selectFrom("two_factors")
      .select("id")
      .where("person_id", "=", personId)
      .where("verified", "=", true)
      .execute();
    return keys.length + apps.length;
  }

  /** The same for everybody: whose passkeys there are is nobody's to ask. */
  async function challenge({ address }: FactorRequest): Promise<Outcome<Response>> {
    const retryAfterSeconds = await tries.takeChallenge(address);
    if (retryAfterSeconds > 0) return refused({ reason: "tooManyTries", retryAfterSeconds });
    const headers = new Headers();
    const response = await auth.api.generatePasskeyAuthenticationOptions({ headers, asResponse: true });
    const options = { ...((await response.json()) as object), userVerification: "required" };
    const answer = Response.json(options);
    for (const cookie of response.headers.getSetCookie()) answer.headers.append("set-cookie", cookie);
    return done(answer);
  }

  /** Whatever is wrong with it, the answer is the same. */
  async function signIn(asked: FactorRequest): Promise<Outcome<Response>> {
    const given = assertion.safeParse(asked.body);
    return await tries.counted(asked.address, "nobody", async () => {
      if (!given.success) return NOT_SIGNED_IN;
      const response = await asked.ask("/passkey/verify-authentication", given.data);
      if (response.status >= 500) return done(response);
      if (!response.ok) return NOT_SIGNED_IN;
      const answer = Response.json({ status: true });
      for (const cookie of response.headers.getSetCookie()) answer.headers.append("set-cookie", cookie);
      return done(answer);
    });
  }

  return {
    /** Answers a request to one of its paths; undefined when the path is none of them. */
    handle: (asked: FactorRequest): Promise<Outcome<Response>> | undefined => handlers[asked.path]?.(asked),
    /** A person's passkeys, the oldest first. */
    async list(personId: string) {
      const rows = await db
        .selectFrom("passkeys")
        .select(["id", "name", "created_at", "last_used_at"])
        .where("person_id", "=", personId)
        .orderBy("created_at")
        .execute();
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        createdAt: row.created_at.getTime(),
        lastUsedAt: row.last_used_at,
      }));
    },
  };
}
