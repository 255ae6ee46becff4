import type { Outcome } from "./refusal.ts";
import { done, refused } from "./refusal.ts";

/** The most tags a case carries [Q7]. */
export const MOST_TAGS = 10;
/** The longest tag, in characters. */
export const LONGEST_TAG = 30;

/** What two tags have in common that are the same to people: they differ at most in case. */
export function tagKey(tag: string): string {
  return tag.toLowerCase();
}

/** Tags as a case keeps them: trimmed, none empty, none twice; or why they cannot be kept [Q7]. */
export function tidyTags(typed: readonly string[]): Outcome<string[]> {
  const tags = new Map<string, string>();
  for (const one of typed) {
    const tag = one.trim().replace(/\s+/g, " ");
    if (tag.length > LONGEST_TAG) return refused({ reason: "invalid", field: "tags", problem: "tooLong" });
    if (tag !== "" && !tags.has(tagKey(tag))) tags.set(tagKey(tag), tag);
  }
  if (tags.size > MOST_TAGS) return refused({ reason: "invalid", field: "tags", problem: "tooMany" });
  return done([...tags.values()]);
}

/** Whether a tag is among others, in whatever case it is written. */
export function hasTag(tags: readonly string[], tag: string): boolean {
  return tags.some((each) => tagKey(each) === tagKey(tag));
}
