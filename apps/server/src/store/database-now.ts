import { sql } from "kysely";

/** Now by the database's clock, in milliseconds: what all servers mean by the same time. */
export const databaseNow = sql<number>`(extract(epoch FROM clock_timestamp()) * 1000)::bigint`;
