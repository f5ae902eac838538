import { pathToFileURL } from 'node:url'
import { CannotStart } from '../cannot-start.ts'
import { parseConfig } from '../config.ts'
import { open } from '../database.ts'
import { carryOut } from './accounts/carry-out.ts'
import { readCommand, usage, WrongUsage } from './accounts/options.ts'
import { runCommand } from './command.ts'

async function main(): Promise<void> {
  const command = readCommand(process.argv.slice(2))
  if (command.deed === 'help') return console.log(usage)
  const { databaseUrl, publicUrl, port } = parseConfig(process.env)
  if (!databaseUrl) throw new CannotStart('Run npm run accounts, which finds the embedded database too.')
  const db = open(databaseUrl)
  const site = publicUrl ?? `http://localhost:${port}`
  console.log(await carryOut(db, command, site).finally(() => db.destroy()))
}

/** The exit code 2 is for a command that cannot be understood, and 1 for all other failures. */
async function tellUsage(error: unknown): Promise<void> {
  if (!(error instanceof WrongUsage)) throw error
  console.error(error.message)
  process.exitCode = 2
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runCommand(() => main().catch(tellUsage))
