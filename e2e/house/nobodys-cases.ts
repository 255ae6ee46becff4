import pg from "pg";

/** Takes a group's open cases from whoever has them, so that they count for nobody in the next story [A11]. */
export async function nobodysCases(databaseUrl: string, groupId: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      "UPDATE cases SET assignee_id = NULL, assigned = NULL WHERE group_id = $1 AND ended_at IS NULL",
      [groupId],
    );
  } finally {
    await client.end();
  }
}
