import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { connectWaitMs } from './command.ts'
import { inWords } from './operator-words.ts'

type Scratch = { url: string; close(): Promise<void> }

/** @throws CannotStart when the server cannot be reached, has no rights for it, or has only one database */
export async function createScratchDatabase(serverUrl: string): Promise<Scratch> {
  const name = `rollcall_test_${randomBytes(6).toString('hex')}`
  const [server] = await run(serverUrl, 'select version()')
  // An embedded store accepts every database name, but has one database.
  if (server?.version?.includes('PGlite')) {
    throw new CannotStart(
      'DATABASE_URL points to an embedded database, which cannot hold a second one. Unset it.',
    )
  }
  await run(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = name
  return {
    url: url.href,
    close: async () => {
      await run(serverUrl, `drop database if exists ${name} with (force)`)
    },
  }
}

async function run(serverUrl: string, statement: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: connectWaitMs })
  client.on('error', () => {}) // a lost connection also fails the query
  try {
    await client.connect()
    return (await client.query(statement)).rows
  } catch (error) {
    throw inWords(error, serverUrl)
  } finally {
    await client.end().catch(() => {})
  }
}
