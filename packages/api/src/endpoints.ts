import { accountEndpoints } from "./account.ts";
import { contactEndpoints } from "./contacts.ts";
import { eventLoggingEndpoints } from "./event-logging.ts";
import { groupEndpoints } from "./groups.ts";
import { oauthEndpoints } from "./oauth.ts";
import { reportEndpoints } from "./reports.ts";
import { sessionEndpoints } from "./sessions.ts";
import { userEndpoints } from "./users.ts";
import { eventEndpoints } from "./events.ts";

/** Every call of the web API, one file a topic. */
export const ENDPOINTS = {
  ...accountEndpoints,
  ...userEndpoints,
  ...groupEndpoints,
  ...oauthEndpoints,
  ...contactEndpoints,
  ...reportEndpoints,
  ...eventLoggingEndpoints,
  ...sessionEndpoints,
  ...eventEndpoints,
} as const;
