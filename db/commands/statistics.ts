import pg from 'pg'
import { connectWaitMs } from './command.ts'

/** For searches, which need to know common words from rare ones. The embedded store never analyses by itself. */
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
