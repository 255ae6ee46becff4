import type { Announce } from "../desk/news.ts";
import type { Database } from "../store/database.ts";

/** What sign-in needs of the house. */
export interface SignInParts {
  readonly db: Database;
  /** At least 32 characters, the same on every server. */
  readonly secret: string;
  /** The origin people open; cookies are `Secure` when it is https. */
  readonly publicUrl: string;
  readonly announce: Announce;
  readonly clock: () => number;
  /** Whether companies' own providers may be in private networks [I1]. */
  readonly privateToo: boolean;
  readonly log: { error(message: string): void; warn(message: string): void };
}
