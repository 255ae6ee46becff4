import { accountEndpoints } from "./account.ts";
import { reportEndpoints } from "./reports.ts";

/** Every call of the web API, one file a topic. */
export const ENDPOINTS = {
  ...accountEndpoints,
  ...reportEndpoints,
} as const;
