import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Erased } from '../backup/erased.ts'
import { openBackup, writeBackup } from '../backup/file.ts'
import type { Head } from '../backup/head.ts'
import { withSnapshot } from '../backup/snapshot.ts'
import { restoreInto } from '../commands/restore-into.ts'
import { createScratchDatabase } from '../commands/scratch.ts'
import { openEmbedded } from '../store/open.ts'

type Store = { url: string; close(): Promise<void> }

const opened: Store[] = []
const folders: string[] = []

afterAll(async () => {
  for (const store of opened) await store.close()
  for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-backup-test-'))
  folders.push(folder)
  return folder
}

/** Without tables. */
export async function emptyEmbedded(): Promise<string> {
  return kept(await openEmbedded(await newFolder(), { scratch: true }))
}

/** On the server of the run. Without tables. */
export async function emptyServer(): Promise<string> {
  return kept(await createScratchDatabase(process.env.DATABASE_URL ?? ''))
}

function kept(store: Store): string {
  opened.push(store)
  return store.url
}

/** By way of a file. */
export async function backUpTo(path: string, fromUrl: string): Promise<{ head: Head; erased: Erased }> {
  const file = await open(path, 'wx')
  return withSnapshot(fromUrl, async ({ erased, ...backup }) => {
    await writeBackup(file, backup)
    return { head: backup.head, erased }
  }).finally(() => file.close())
}

export async function restoreFrom(path: string, toUrl: string, erased?: Erased) {
  const file = await open(path)
  return openBackup(file, undefined)
    .then((backup) => restoreInto(toUrl, backup, erased))
    .finally(() => file.close())
}
