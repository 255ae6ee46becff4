import pg from "pg";

/** Makes it as if nobody had touched a console of this person for so much longer: nobody waits a quarter of an hour in a story. */
export async function passUntouched(databaseUrl: string, personId: string, ms: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("UPDATE availability SET active_at = active_at - $2 WHERE person_id = $1", [personId, ms]);
  } finally {
    await client.end();
  }
}
