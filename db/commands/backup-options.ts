import { type ParseArgsConfig, parseArgs } from 'node:util'
import { CannotStart } from '../cannot-start.ts'

export const backupUsage = `Usage: npm run backup -- FILE
       npm run backup -- --check FILE
       npm run backup -- --erased-only LIST
FILE is - for standard output, or for standard input after --check.
--passphrase-file FILE  encrypts to the passphrase in that file, instead of ROLLCALL_BACKUP_PASSPHRASE
--erased LIST           keeps the list of erased people there, instead of erased.json beside FILE`

export const restoreUsage = `Usage: npm run restore -- FILE
FILE is - for standard input.
--passphrase-file FILE  the passphrase of an encrypted backup, instead of ROLLCALL_BACKUP_PASSPHRASE
--erased LIST           the latest list of erased people, instead of erased.json beside FILE; "none" for none`

const options = {
  check: { type: 'boolean' },
  'erased-only': { type: 'boolean' },
  'passphrase-file': { type: 'string' },
  erased: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options']

export type BackupOptions = {
  deed: 'help' | 'write' | 'check' | 'list'
  file: string
  passphraseFile: string | undefined
  erased: string | undefined
}

/** @throws CannotStart */
export function readBackupOptions(args: string[]): BackupOptions {
  const { values, positionals } = parse(args, backupUsage)
  const deed = values.help ? 'help' : values.check ? 'check' : values['erased-only'] ? 'list' : 'write'
  const [file = '', ...rest] = positionals
  const { 'passphrase-file': passphraseFile, erased } = values
  const isWrong =
    rest.length > 0 ||
    (values.check && values['erased-only']) ||
    (deed === 'list' && (file === '-' || passphraseFile !== undefined)) ||
    (deed !== 'write' && erased !== undefined)
  if (deed !== 'help' && (file === '' || isWrong)) throw new CannotStart(backupUsage)
  return { deed, file, passphraseFile, erased }
}

/** @throws CannotStart */
export function readRestoreOptions(
  args: string[],
): Omit<BackupOptions, 'deed'> & { deed: 'help' | 'restore' } {
  const { values, positionals } = parse(args, restoreUsage)
  const [file = '', ...rest] = positionals
  const isWrong = file === '' || rest.length > 0 || values.check || values['erased-only']
  if (!values.help && isWrong) throw new CannotStart(restoreUsage)
  return {
    deed: values.help ? 'help' : 'restore',
    file,
    passphraseFile: values['passphrase-file'],
    erased: values.erased,
  }
}

function parse(args: string[], usage: string) {
  try {
    return parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    throw new CannotStart(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}
