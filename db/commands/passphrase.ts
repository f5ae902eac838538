import { createReadStream } from 'node:fs'
import { text } from 'node:stream/consumers'
import { CannotStart } from '../cannot-start.ts'
import { type Config, shortestPassphrase } from '../config.ts'
import type { BackupOptions } from './backup-options.ts'

/** Never from the arguments, which everybody on a machine can read. Undefined when none is given. @throws CannotStart */
export async function readPassphrase(
  { file, passphraseFile }: Pick<BackupOptions, 'file' | 'passphraseFile'>,
  { backupPassphrase }: Config,
): Promise<string | undefined> {
  if (passphraseFile === undefined) return backupPassphrase
  if (passphraseFile === '-' && file === '-')
    throw new CannotStart('The backup and its passphrase cannot both come from standard input.')
  const input = passphraseFile === '-' ? process.stdin : createReadStream(passphraseFile)
  const typed = await text(input).catch((error: Error) => {
    throw new CannotStart(`Cannot read the passphrase: ${error.message}.`)
  })
  const passphrase = typed.replace(/\r?\n$/, '')
  if (passphrase.length < shortestPassphrase || /[\r\n]/.test(passphrase))
    throw new CannotStart(`The passphrase must be one line of at least ${shortestPassphrase} characters.`)
  return passphrase
}
