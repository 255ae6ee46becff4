import { formatsOf } from "../../ui/formats.ts";

const f = formatsOf("en");

/** What the console says about tags and priority, in English. */
export const tagsEn = {
  label: "Tags",
  all: "All tags",
  addOne: "Tag",
  add: (tag: string) => `New tag “${tag}”`,
  remove: (tag: string) => `Remove the tag ${tag}`,
  pick: (count: number) => f.plural(count, { one: "Tag the case", other: "Tag # cases" }),
  placeholder: "Tag",
  nothing: "Type a tag",
  takeAway: "remove",
  priorityOf: (count: number) => f.plural(count, { one: "Priority of the case", other: "Priority of # cases" }),
  now: "as it is",
  withValue: (fact: string, value: string) => `${fact} (${value})`,
  noTags: "none",
  anyOutcome: "All outcomes",
  anyRating: "All ratings",
};
