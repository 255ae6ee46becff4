import { accountEndpoints } from "./account.ts";

/** Every call of the web API, one file a topic. */
export const ENDPOINTS = {
  ...accountEndpoints,
} as const;
