import * as z from "zod";

/** Everything a token can be allowed to do through the web API, as integrations name it. */
export const SCOPES = [
  "Sessions.Create",
  "Sessions.ReadOwn",
  "Sessions.ReadAll",
  "Sessions.EditOwn",
  "Sessions.EditAll",
  "Groups.Read",
  "Groups.Create",
  "Groups.Modify",
  "Groups.Share",
  "Groups.Delete",
  "Users.Read",
  "Users.Create",
  "Users.Modify",
  "Contacts.Read",
  "Devices.Read",
  "Connections.Read",
  "Connections.Modify",
  "Connections.Delete",
  "EventLogging.Read",
  "Account.Read",
  "Account.Modify",
] as const;
export type Scope = (typeof SCOPES)[number];
export const scope = z.enum(SCOPES);
