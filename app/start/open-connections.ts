import { sql } from 'kysely'
import { database } from '#db/database.ts'

// As many as a busy directory asks for at once. More are opened when they are needed.
const first = 5

/**
 * Opens connections to the database before the first request. Its page is still being loaded, which keeps a process so
 * busy that a connection might not be there in time. A database that is away must not stop the start.
 */
export async function openConnections(): Promise<void> {
  await Promise.allSettled(Array.from({ length: first }, () => sql`select 1`.execute(database())))
}
