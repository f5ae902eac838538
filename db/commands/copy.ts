import { pathToFileURL } from 'node:url'
import type { Head } from '../backup/head.ts'
import { withSnapshot } from '../backup/snapshot.ts'
import { parseConfig } from '../config.ts'
import { openEmbedded } from '../store/open.ts'
import { runCommand } from './command.ts'
import { readTarget } from './copy-target.ts'
import { loadEnvFile, openExistingStore, type Store } from './open-store.ts'
import { restoreInto } from './restore-into.ts'

/**
 * Backs up and restores without a file between. Of one moment, while others go on writing.
 * @returns the number of users
 * @throws CannotStart when the other database has users or accounts
 */
export async function copy(fromUrl: string, toUrl: string): Promise<number> {
  return withSnapshot(fromUrl, async (snapshot) => {
    await restoreInto(toUrl, snapshot)
    return usersIn(snapshot.head)
  })
}

function usersIn({ tables }: Head): number {
  return tables.find(({ name }) => name === 'users')?.rows ?? 0
}

async function main(): Promise<void> {
  loadEnvFile()
  const config = parseConfig(process.env)
  const { argv, env, stdin: input } = process
  const target = await readTarget({ argument: argv[2], env, input })
  const from = await openExistingStore(config)
  let to: Store | undefined
  try {
    to = 'url' in target ? { ...target, close: async () => {} } : await openEmbedded(target.directory)
    console.log(`${await copy(from.url, to.url)} users copied`)
  } finally {
    await Promise.all([from.close(), to?.close()])
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runCommand(main)
