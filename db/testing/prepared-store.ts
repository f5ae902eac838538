import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../commands/migrate.ts'
import { openEmbedded } from '../store/open.ts'

/** One empty migrated store for the whole run, because making a store takes longer than copying it. */
export default async function prepareStore(): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'rollcall-prepared-'))
  const store = await openEmbedded(directory)
  await migrate(store.url)
  await store.close()
  process.env.TEST_PREPARED_STORE = directory
  return () => rm(directory, { recursive: true, force: true })
}

export async function copyPreparedStore(directory: string): Promise<void> {
  await cp(process.env.TEST_PREPARED_STORE ?? '', directory, { recursive: true })
}
