import type { Scope } from "./scopes.ts";

/** What stands at the beginning of the document, in Markdown. */
export const INTRODUCTION = `Cases of the service queue, people, groups, contacts and connection records, for integrations and scripts.

Every call but those marked so needs the header \`Authorization: Bearer <token>\`. A script token is made in the console under *Settings, Web API*; an app gets its own by OAuth 2.

Times are ISO 8601 in UTC, to the second. What is empty is left out of an answer, and an answer may have more fields one day: read past those you do not know.

Requests are read leniently: paths, names and enumerations in any case; \`true\`, \`True\` and \`1\`; \`null\` for what is left out; lists with commas; JSON or a form; filters of a GET in its address or its body. What is not known is ignored.

A call that fails answers with its HTTP status and an *Error*. Its \`error_signature\` stands in the server’s log, too.`;

/** What each permission of a token allows, for people who tick it. */
export const SCOPE_MEANINGS: Readonly<Record<Scope, string>> = {
  "Sessions.Create": "Create cases",
  "Sessions.ReadOwn": "Read the token owner’s own cases",
  "Sessions.ReadAll": "Read all cases the token reaches",
  "Sessions.EditOwn": "Change, close and delete the token owner’s own cases",
  "Sessions.EditAll": "Change, close and delete all cases the token reaches",
  "Groups.Read": "Read groups",
  "Groups.Create": "Create groups",
  "Groups.Modify": "Change groups",
  "Groups.Share": "Share groups with people, and stop it",
  "Groups.Delete": "Delete groups",
  "Users.Read": "Read people",
  "Users.Create": "Create people",
  "Users.Modify": "Change people",
  "Contacts.Read": "Read contacts",
  "Devices.Read": "Read computers",
  "Connections.Read": "Read connection records",
  "Connections.Modify": "Change notes and billing state of connection records",
  "Connections.Delete": "Delete connection records",
  "EventLogging.Read": "Read the audit log",
  "Account.Read": "Read the token owner’s account",
  "Account.Modify": "Change the token owner’s account",
};
