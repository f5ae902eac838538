import type { FileHandle } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { addToList, listBeside } from '../backup/erased.ts'
import { openBackup, writeBackup } from '../backup/file.ts'
import { headInWords } from '../backup/head.ts'
import { withSnapshot } from '../backup/snapshot.ts'
import { writeWhole } from '../backup/whole-file.ts'
import { type Config, parseConfig } from '../config.ts'
import { type BackupOptions, backupUsage, readBackupOptions } from './backup-options.ts'
import { runCommand } from './command.ts'
import { loadEnvFile, openExistingStore } from './open-store.ts'
import { readPassphrase } from './passphrase.ts'
import { refuseNewer } from './restore-into.ts'
import { withInput, withOutput } from './spool.ts'

async function main(): Promise<void> {
  loadEnvFile()
  const options = readBackupOptions(process.argv.slice(2))
  if (options.deed === 'help') return console.log(backupUsage)
  const config = parseConfig(process.env)
  if (options.deed === 'check') return check(options, config)
  const store = await openExistingStore(config)
  await (options.deed === 'list'
    ? updateList(store.url, options)
    : backUp(store.url, options, config)
  ).finally(store.close)
}

async function check(options: BackupOptions, config: Config): Promise<void> {
  const passphrase = await readPassphrase(options, config)
  await withInput(options.file, async (file) => {
    const { head, batches } = await openBackup(file, passphrase)
    for await (const _batch of batches); // each row is decompressed and counted
    console.log(`The backup is whole. ${headInWords(head)}`)
  })
}

async function updateList(databaseUrl: string, { file }: BackupOptions): Promise<void> {
  const all = await withSnapshot(databaseUrl, ({ erased }) => addToList(file, erased))
  console.log(`${file} names ${all.people.length} erased people and ${all.accounts.length} erased accounts`)
}

async function backUp(databaseUrl: string, options: BackupOptions, config: Config): Promise<void> {
  const { file, erased: list = file === '-' ? undefined : listBeside(file) } = options
  const text = await readPassphrase(options, config)
  const passphrase = text === undefined ? undefined : { text, cost: config.hashCost }
  const write = (to: FileHandle) =>
    withSnapshot(databaseUrl, async ({ erased, ...backup }) => {
      await refuseNewer(backup.head)
      if (list) await addToList(list, erased)
      await writeBackup(to, backup, passphrase)
      return backup.head
    })
  const head = await (file === '-' ? withOutput(write) : writeWhole(file, { replace: false }, write))
  // Standard output may be the backup.
  console.error(`Backed up ${headInWords(head)}`)
  if (!list) console.error('No list of erased people was kept. Name one with --erased LIST.')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runCommand(main)
