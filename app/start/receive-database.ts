import { once } from 'node:events'

/** Whether db/commands/with-database.ts started this process while the embedded store still opened. */
export function databaseFollows(): boolean {
  return process.env.ROLLCALL_DATABASE === 'follows'
}

/** Waits for the store's address, which comes once its tables are there. Until then all requests are held. */
export async function receiveDatabase(): Promise<void> {
  const [{ databaseUrl }] = await once(process, 'message')
  process.env.DATABASE_URL = databaseUrl
}
