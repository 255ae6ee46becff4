import { createHash, hkdfSync } from "node:crypto";
import { pushSubscription, type NoticeBrowser, type PushSubscriptionKeys } from "@beckon/protocol/notices.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Database } from "../store/database.ts";
import { NotAuthentic, openBytes, sealBytes } from "../store/sealed-bytes.ts";

/** How many browsers of one person show notices; an eleventh takes the place of the one that was not seen the longest. */
export const MOST_BROWSERS = 10;

/** A browser that can be sent something now. */
export type Target = { id: string; language: Language; keys: PushSubscriptionKeys };

/** The browsers that show people's notices, each for as long as the sign-in it was added by [N3, X5]. */
export interface Browsers {
  list(personId: string): Promise<NoticeBrowser[]>;
  add(
    who: { personId: string; signInId: string },
    browser: PushSubscriptionKeys & { userAgent: string; language: Language },
    now: number,
  ): Promise<Outcome<{ id: string }>>;
  /** `notFound` when it is not this person's. */
  forget(personId: string, id: string): Promise<Outcome<Record<string, never>>>;
  targets(personId: string, now: number): Promise<Target[]>;
  drop(id: string): Promise<void>;
}

/** `secret` locks what browsers gave; `mayReach` says where may be sent to. */
export function openBrowsers(db: Database, secret: string, mayReach: (endpoint: string) => boolean): Browsers {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "beckon notice browsers 1", 32));
  const drop = async (id: string) => void (await db.deleteFrom("notice_browsers").where("id", "=", id).execute());

  return {
    async list(personId) {
      const rows = await db
        .selectFrom("notice_browsers")
        .select(["id", "user_agent as userAgent", "since"])
        .where("person_id", "=", personId)
        .orderBy("since", "desc")
        .execute();
      return rows;
    },

    async add({ personId, signInId }, { endpoint, p256dh, auth, userAgent, language }, now) {
      if (!mayReach(endpoint)) return refused({ reason: "invalid", field: "endpoint", problem: "notAccepted" });
      const id = createHash("sha256").update(endpoint).digest("base64url");
      const sealed = sealBytes(key, Buffer.from(JSON.stringify({ endpoint, p256dh, auth })), id);
      const held = { person_id: personId, sign_in_id: signInId, sealed, user_agent: userAgent, language, seen_at: now };
      await db.transaction().execute(async (tx) => {
        await tx
          .insertInto("notice_browsers")
          .values({ id, since: now, ...held })
          .onConflict((conflict) => conflict.column("id").doUpdateSet(held))
          .execute();
        await tx
          .deleteFrom("notice_browsers")
          .where("person_id", "=", personId)
          .where("id", "in", (eb) =>
            eb
              .selectFrom("notice_browsers")
              .select("id")
              .where("person_id", "=", personId)
              .orderBy("seen_at", "desc")
              .orderBy("id")
              .offset(MOST_BROWSERS),
          )
          .execute();
      });
      return done({ id });
    },

    async forget(personId, id) {
      const gone = await db
        .deleteFrom("notice_browsers")
        .where("id", "=", id)
        .where("person_id", "=", personId)
        .executeTakeFirst();
      return gone.numDeletedRows > 0n ? done({}) : refused({ reason: "notFound" });
    },

    async targets(personId, now) {
      const rows = await db
        .selectFrom("notice_browsers")
        .innerJoin("sign_ins", "sign_ins.id", "notice_browsers.sign_in_id")
        .select(["notice_browsers.id", "notice_browsers.sealed", "notice_browsers.language"])
        .where("notice_browsers.person_id", "=", personId)
        .where("sign_ins.expires_at", ">", new Date(now))
        .execute();
      const found: Target[] = [];
      for (const { id, sealed, language } of rows) {
        const keys = unsealed(id, sealed);
        if (keys) found.push({ id, language, keys });
        else await drop(id);
      }
      return found;
    },
    drop,
  };

  /** Undefined for what another secret sealed: with it the keys of push were others, too, so it is of no more use. */
  function unsealed(id: string, sealed: Buffer): PushSubscriptionKeys | undefined {
    try {
      return pushSubscription.parse(JSON.parse(openBytes(key, sealed, id).toString()));
    } catch (error) {
      if (error instanceof NotAuthentic) return undefined;
      throw error;
    }
  }
}
