import { sql } from "kysely";
import * as z from "zod/mini";
import { signInWay, type SignInWay } from "@beckon/protocol/sign-in.ts";
import { language, role } from "@beckon/protocol/words.ts";
import type { Database } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import type { SignInLibrary } from "./sign-in-library.ts";

/** A signed-in person, and by which sign-in. */
export interface SignedIn extends PersonScope {
  readonly email: string;
  readonly language: z.infer<typeof language> | null;
  readonly signInId: string;
}

/** A sign-in that holds, and how it was made. */
export interface HeldSignIn {
  readonly person: SignedIn;
  readonly way: SignInWay;
  /** Made by the password alone where the company requires a second factor: good for setting one up, and nothing else [I5]. */
  readonly owed: boolean;
}

const libraryUser = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  companyId: z.string(),
  role,
  language: z.nullish(language),
  disabledAt: z.nullish(z.number()),
});

/** Finds the sign-in that headers belong to; undefined when there is none, or its person was disabled. Asks the database each time. */
export function openWho(auth: SignInLibrary, db: Database) {
  async function sessionOf(headers: Headers) {
    try {
      return await auth.api.getSession({ headers, query: { disableRefresh: true } });
    } catch (error) {
      // The library hides why; when it is the database that is away, this says so in the database's own words [X14].
      await sql`SELECT 1`.execute(db);
      throw error;
    }
  }

  async function requiresMore(companyId: string): Promise<boolean> {
    const company = await db
      .selectFrom("companies")
      .select("second_factor_required")
      .where("id", "=", companyId)
      .executeTakeFirstOrThrow();
    return company.second_factor_required;
  }

  return async function signInOf(headers: Headers): Promise<HeldSignIn | undefined> {
    if (!headers.has("cookie")) return undefined;
    const found = await sessionOf(headers);
    if (found === null) return undefined;
    const user = libraryUser.parse(found.user);
    if (user.disabledAt != null) return undefined;
    const { companyId, id: personId, name, email } = user;
    const person: SignedIn = {
      kind: "person",
      companyId,
      personId,
      role: user.role,
      name,
      email,
      language: user.language ?? null,
      signInId: found.session.id,
    };
    const way = signInWay.parse(found.session.way);
    return { person, way, owed: way === "password" && (await requiresMore(companyId)) };
  };
}
