import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { done } from "@beckon/domain/refusal.ts";
import type { Api } from "./api.ts";
import type { WhoAsks } from "./who-asks.ts";

/** Whether a token is valid, and whose it is. */
export function addAccountRoutes(api: Api, { whoAsks }: { whoAsks: WhoAsks }): void {
  api.open(ENDPOINTS.ping, async ({ request, reply }) => {
    const found = await whoAsks(request, reply);
    if ("name" in found && found.status === 429) return found;
    return done({ token_valid: !("name" in found) });
  });
}
