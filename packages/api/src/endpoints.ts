import { accountEndpoints } from "./account.ts";
import { reportEndpoints } from "./reports.ts";
import { sessionEndpoints } from "./sessions.ts";

/** Every call of the web API, one file a topic. */
export const ENDPOINTS = {
  ...accountEndpoints,
  ...reportEndpoints,
  ...sessionEndpoints,
} as const;
