import { startTestPostgres } from '@porchlight/runtime/testing/postgres'
import { Pool } from 'pg'

/** A pool on a database of the test's own. */
export async function startPool(): Promise<{ pool: Pool; stop: () => Promise<void> }> {
  const postgres = await startTestPostgres()
  const pool = new Pool({ connectionString: postgres.databaseUrl, max: 8 })
  // A connection that is closing hears of the server's end, too.
  pool.on('error', () => {})
  return {
    pool,
    async stop() {
      await pool.end()
      await postgres.stop()
    },
  }
}
