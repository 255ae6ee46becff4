import { formatsOf } from "../../ui/formats.ts";

const f = formatsOf("en");

/** What the supervisor's board says, in English. */
export const boardEn = {
  title: "Board",
  intro: "Drag a case to a person or to another group; or press m on it, and choose.",
  group: "Group",
  allGroups: "All groups",
  today: "Today",
  figures: {
    came: "Came",
    waiting: "Waiting now",
    taken: "Taken",
    within: "In time",
    median: "Median wait",
    longest: "Longest wait",
    givenUp: "Gave up",
    closed: "Closed",
    rating: "Rating",
  },
  hints: {
    came: "Cases made today",
    waiting: "Customers who are there, and nobody has come yet",
    taken: "Customers who met an expert today",
    within: "Of those, how many met one before the group's first limit",
    median: "Half of those who met an expert waited less",
    longest: "Those who still wait included",
    givenUp: "Left before anybody came, without a message",
    closed: "Cases closed today",
    rating: "Stars of the cases closed today",
  },
  rated: (count: number) => f.plural(count, { one: "# rating", other: "# ratings" }),
  waits: "Who waits",
  nobodyWaits: "Nobody waits.",
  limits: (first: string, second: string) => `Limits: ${first}, ${second}`,
  toAnswer: (count: number) => f.plural(count, { one: "# message to answer", other: "# messages to answer" }),
  isOn: "Who is on",
  offline: (count: number) => f.plural(count, { one: "# person offline", other: "# people offline" }),
  since: (clock: string) => `since ${clock}`,
  move: (name: string) => `Move the case of ${name}`,
  moveTitle: (name: string) => `Move the case of ${name} to`,
  movePlaceholder: "Name of a person or a group",
  nothing: "Nobody and no group of this name",
  toGroup: (name: string) => `Group ${name}`,
  moved: (customer: string, to: string) => `The case of ${customer} is with ${to} now.`,
  key: "Move the case that has the focus, on the board",
};
