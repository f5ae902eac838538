import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Makes the tables of Rollcall, in a process of its own, because its words would be in the table of the bench. */
export async function makeTables(databaseUrl: string): Promise<void> {
  const env = { ...process.env, DATABASE_URL: databaseUrl }
  await promisify(execFile)('node', ['--import', 'tsx', 'db/commands/migrate.ts'], { env })
}
