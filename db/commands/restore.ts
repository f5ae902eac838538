import { pathToFileURL } from 'node:url'
import { type Erased, listBeside, readList } from '../backup/erased.ts'
import { openBackup } from '../backup/file.ts'
import { headInWords } from '../backup/head.ts'
import { CannotStart } from '../cannot-start.ts'
import { type Config, parseConfig } from '../config.ts'
import { type BackupOptions, readRestoreOptions, restoreUsage } from './backup-options.ts'
import { runCommand } from './command.ts'
import { loadEnvFile, openStore } from './open-store.ts'
import { readPassphrase } from './passphrase.ts'
import { refuseNewer, restoreInto } from './restore-into.ts'
import { withInput } from './spool.ts'

type Options = Omit<BackupOptions, 'deed'>

async function main(): Promise<void> {
  loadEnvFile()
  const options = readRestoreOptions(process.argv.slice(2))
  if (options.deed === 'help') return console.log(restoreUsage)
  await restore(options, parseConfig(process.env))
}

async function restore(options: Options, config: Config): Promise<void> {
  const passphrase = await readPassphrase(options, config)
  await withInput(options.file, async (file) => {
    const backup = await openBackup(file, passphrase)
    await refuseNewer(backup.head)
    const erased = await readErasedFor(options, backup.head.directory)
    const store = await openStore(config)
    const again = await restoreInto(config.migrationUrl ?? store.url, backup, erased).finally(store.close)
    console.log(`Restored ${headInWords(backup.head)}`)
    if (again.people + again.accounts > 0)
      console.log(`Erased again: ${again.people} people, ${again.accounts} accounts`)
  })
}

/** Undefined for "none". @throws CannotStart when there is no list */
async function readErasedFor({ file, erased }: Options, directory: string): Promise<Erased | undefined> {
  if (erased === 'none') return undefined
  const path = erased ?? (file === '-' ? undefined : listBeside(file))
  const list = path && (await readList(path, directory))
  if (list) return list
  throw new CannotStart(
    `${path ? `There is no list ${path}. ` : ''}People who were erased since the backup would come back. ` +
      'Give the latest list of erased people with --erased LIST, or --erased none if nobody was erased.',
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runCommand(main)
