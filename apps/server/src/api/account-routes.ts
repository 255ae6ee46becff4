import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { done } from "@beckon/domain/refusal.ts";
import { bearerOf, type Api } from "./api.ts";
import type { AskerOf } from "./api-asker.ts";

/** Whether a token is valid, and whose it is. */
export function addAccountRoutes(api: Api, { askerOf }: { askerOf: AskerOf }): void {
  api.open(ENDPOINTS.ping, async ({ request, now }) => {
    const token = bearerOf(request);
    const found = token === undefined ? "unknown" : await askerOf(token, now);
    return done({ token_valid: typeof found === "object" });
  });
}
