/** What the console says about canned replies, in English. */
export const repliesEn = {
  title: "Canned replies",
  intro:
    "What your team answers often. Experts put it into the chat with “/” and its name, and see it before they send it.",
  insert: "Insert a canned reply",
  hint: "Message, or / for canned replies",
  none: "There are no canned replies yet.",
  newReply: "New reply",
  editReply: "Change the reply",
  name: "Name",
  nameHint: "What experts type after “/”.",
  scope: "For",
  everybody: "The whole company",
  text: (language: string) => `Text (${language})`,
  placeholders:
    "{customer}, {expert}, {company} and {code} are filled in. Behind a bar stand the words for when it is not known: {customer|there}.",
  preview: "As the customer reads it",
  nameless: "Without a name",
  required: "Write the text in at least one language.",
  newest: (who: string) => `${who} changed it meanwhile. Saving now replaces this:`,
  deleteTitle: (name: string) => `Delete the reply ${name}?`,
  deleteText: "What was written with it stays.",
  change: (name: string) => `Change ${name}`,
};
