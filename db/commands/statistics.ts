import pg from 'pg'
import { connectWaitMs } from './command.ts'

/**
 * For searches, which need to know common words from rare ones, and for counts, which read indexes alone once rows are
 * known to be visible to all. The embedded store does neither by itself.
 */
export async function gatherStatistics(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: connectWaitMs })
  client.on('error', () => {}) // a lost connection also fails the query
  try {
    await client.connect()
    await client.query('vacuum (analyze) users')
  } finally {
    await client.end().catch(() => {})
  }
}
