import * as z from "zod";

/**
 * A backup: gzip of lines of JSON. First the header, then for each table in the header's order as many lines as it has rows (an
 * array of the columns' values in PostgreSQL's text form, or null), at last the footer with the SHA-256 of all lines before it.
 */
export const BACKUP_VERSION = 1;

export const backupTable = z.object({
  name: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })).min(1),
  rows: z.number().int().nonnegative(),
});

export const backupHeader = z.object({
  format: z.literal("beckon-backup"),
  version: z.number().int(),
  /** Milliseconds since 1970. */
  madeAt: z.number(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** In an order in which no row points at one that comes later. */
  tables: z.array(backupTable),
  /** Counters and the last number each gave; null when it gave none yet. */
  counters: z.array(z.object({ name: z.string(), last: z.string().nullable() })),
});

export const backupRow = z.array(z.string().nullable());
export const backupFooter = z.object({ end: z.literal(true), sha256: z.string() });

export type BackupHeader = z.infer<typeof backupHeader>;
export type BackupTable = z.infer<typeof backupTable>;

/** What was written or read: how many rows of each table. */
export type BackupSummary = { madeAt: number; tables: Record<string, number> };

/** Of these a backup keeps no rows: who is signed in or connected right now, and what is counted for minutes. */
export const TRANSIENT = new Set([
  "migration",
  "sign_ins",
  "verifications",
  "company_sign_in_ways",
  "tries",
  "api_calls",
  "nodes",
  "people_online",
  "signals",
  "wrong_codes",
  "recording_viewings",
  "notice_browsers",
  "notices",
]);

/** How many rows of a table are read or written at once: few of those that hold recordings, which are large. */
export function rowsAtOnce(table: BackupTable): number {
  return table.columns.some(({ type }) => type === "bytea") ? 8 : 500;
}

/** An identifier as SQL writes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
