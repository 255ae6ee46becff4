/** The longest name and text of a canned reply, in characters, and the most replies of a company [Q8]. */
export const LONGEST_REPLY_NAME = 40;
export const LONGEST_REPLY = 2000;
export const MOST_REPLIES = 300;

/** What can stand in braces in a reply's text: it is filled in for each case. */
export const PLACEHOLDERS = ["customer", "expert", "company", "code"] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const braces = `\\{(${PLACEHOLDERS.join("|")})(?:\\|([^{}\\n]*))?\\}`;
const atLineStart = new RegExp(`^[ \\t]*${braces}[,:;]?[ \\t]*`, "gm");
const anywhere = new RegExp(`(,?[ \\t]*)${braces}`, "g");

/**
 * Fills in a reply's placeholders. What is not known is said with the words behind the bar, as in `{customer|there}`; without
 * such words it is left out with the blank or comma beside it, so that "Hello {customer}!" becomes "Hello!" [Q8].
 */
export function fillReply(text: string, values: Readonly<Record<Placeholder, string>>): string {
  const say = (name: Placeholder, otherwise: string | undefined) => values[name].trim() || (otherwise ?? "").trim();
  return text
    .replace(atLineStart, (whole, name: Placeholder, otherwise?: string) => (say(name, otherwise) === "" ? "" : whole))
    .replace(anywhere, (_, before: string, name: Placeholder, otherwise?: string) => {
      const value = say(name, otherwise);
      return value === "" ? "" : `${before}${value}`;
    });
}

/** The text of a reply in the first of these languages it was written in, else in any; undefined when it has none. */
export function replyText<L extends string>(
  texts: Readonly<Partial<Record<L, string>>>,
  languages: readonly L[],
): { language: L; text: string } | undefined {
  const language = [...languages, ...(Object.keys(texts) as L[])].find((each) => (texts[each] ?? "") !== "");
  const text = language === undefined ? undefined : texts[language];
  return language === undefined || text === undefined ? undefined : { language, text };
}
