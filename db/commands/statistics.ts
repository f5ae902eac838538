import pg from 'pg'
import { connectWaitMs } from './command.ts'

/**
 * Tells PostgreSQL what the users are like, so that it knows a common word of a search from a rare one. A server does so
 * by itself, though not at once; the embedded store never does.
 */
export async function gatherStatistics(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: connectWaitMs })
  client.on('error', () => {}) // a lost connection also fails the query
  try {
    await client.connect()
    await client.query('analyze users')
  } finally {
    await client.end().catch(() => {})
  }
}
