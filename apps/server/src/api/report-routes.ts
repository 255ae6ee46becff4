import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { changeConnection, deleteConnection } from "../reports/change-connection.ts";
import { listConnections } from "../reports/list-connections.ts";
import type { Database } from "../store/database.ts";
import type { ConnectionScope } from "../store/scope.ts";
import type { Api } from "./api.ts";
import type { ApiAsker } from "./api-asker.ts";

/** The web API's connection records [W17]. */
export function addReportRoutes(api: Api, { db }: { db: Database }): void {
  api.on(ENDPOINTS.listConnections, async ({ asker, query }) => await listConnections(db, reach(asker), query));
  api.on(ENDPOINTS.changeConnection, async ({ asker, params, body, now }) => {
    const { notes, billing_state: billingState } = body;
    return await changeConnection(db, reach(asker), params.id, { notes, billingState }, now);
  });
  api.on(
    ENDPOINTS.deleteConnection,
    async ({ asker, params, now }) => await deleteConnection(db, reach(asker), params.id, now),
  );
}

function reach({ scope, level }: ApiAsker): ConnectionScope {
  return { ...scope, only: level === "person" ? "own" : "all" };
}
