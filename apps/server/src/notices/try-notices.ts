import { randomUUID } from "node:crypto";
import type { NoticeChoices } from "@beckon/domain/notice.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Answer } from "@beckon/protocol/calls.ts";
import type { noticesCalls } from "@beckon/protocol/notices.ts";
import type { Language } from "@beckon/protocol/words.ts";
import type { Tries } from "../store/tries.ts";
import type { Browsers } from "./browsers.ts";
import { testLetter } from "./letters.ts";
import type { Mail } from "./mail.ts";
import type { Push } from "./push.ts";

const TESTS = { name: "notices/test", most: 6, windowMs: 10 * 60_000 };

/** Tells somebody something at once by every way they chose, and says what came of it. */
export async function tryNotices(
  parts: { browsers: Browsers; push: Push; mail: Mail | undefined; tries: Tries; publicUrl: string },
  person: { personId: string; email: string },
  { choices, language }: { choices: NoticeChoices; language: Language },
  now: number,
): Promise<Outcome<Answer<(typeof noticesCalls)["testNotices"]>>> {
  const { browsers, push, mail, publicUrl } = parts;
  const retryAfterSeconds = await parts.tries.take(TESTS, person.personId, now);
  if (retryAfterSeconds > 0) return refused({ reason: "tooManyTries", retryAfterSeconds });
  const settings = "/console/settings/notices";
  const came = await Promise.all(
    (choices.push ? await browsers.targets(person.personId, now) : []).map(async ({ id, keys, language: spoken }) => {
      const words = { customer: "", group: "", language: spoken };
      const notice = { is: "test", tag: "test", path: settings, ...words } as const;
      const one = await push.send(keys, notice);
      if (one === "gone") await browsers.drop(id);
      return one;
    }),
  );
  const told = came.filter((one) => one === "sent").length;
  const letter = testLetter(language, `${publicUrl}/console/queue`, `${publicUrl}${settings}`);
  const sent = mail && choices.email ? await mail.send({ to: person.email, id: randomUUID(), ...letter }) : undefined;
  const email = sent === undefined ? "off" : sent ? "sent" : "failed";
  return done({ browsers: { told, failed: came.length - told }, email });
}
