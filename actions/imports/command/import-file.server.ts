import { basename } from 'node:path'
import { findAccountByEmail } from '#db/accounts/find.ts'
import { nameFile } from '#db/audit/deeds.ts'
import { CannotStart } from '#db/cannot-start.ts'
import { type Executor, type Trx, transaction } from '#db/database.ts'
import { FieldRefused, SelectionChanged, ValueTaken } from '#db/errors.ts'
import { importUsers } from '#db/imports/save.ts'
import { type Actor, may } from '#db/policy.ts'
import { revision as presentRevision } from '#db/revision.ts'
import { listTeams } from '#db/teams/find.ts'
import { areMany, batchOf, sizeOf } from '../batch.server.ts'
import { checkFile } from '../dry-run.server.ts'
import { UnreadableFile } from '../formats/unreadable-file.server.ts'
import { readTable, recognise } from '../read-table.server.ts'
import { withRemembered } from '../remembered-columns.server.ts'
import { type CommandOptions, withMap } from './options.server.ts'
import { type Report, report } from './report.server.ts'

type Done = {
  report: Report & { applied?: { saved: number; revision?: number } }
  /** What was done or not done, in words. */
  words: string[]
  /** No row was refused or waits for somebody to decide, and all was done that was asked for. */
  isAll: boolean
}

const machine: Actor = { id: null, name: 'Import command', role: 'editor' }

const tries = 5
const waitMs = 10 * 60_000

/** What a file would change, and the change itself where the command asks for it. @throws CannotStart */
export async function importFile(db: Executor, command: CommandOptions, content: Buffer): Promise<Done> {
  const actor = command.as === undefined ? machine : await accountOf(db, command.as)
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await importOnce(db, command, content, actor)
      } catch (error) {
        // Somebody wrote in between: look again.
        const isStale = error instanceof SelectionChanged || error instanceof ValueTaken
        if (!isStale || attempt === tries) throw error
      }
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw new CannotStart(`${error.message}.`)
    if (error instanceof FieldRefused) throw new CannotStart(`Nothing is imported. ${error.message}.`)
    throw error
  }
}

async function importOnce(
  db: Executor,
  command: CommandOptions,
  content: Buffer,
  actor: Actor,
): Promise<Done> {
  const guess = await withRemembered(db, content, await recognise(content))
  const { head } = await readTable(content, guess)
  const options = { ...guess, columns: withMap(guess.columns, head, command.map) }
  const revision = await presentRevision(db)
  const found = { ...(await checkFile(db, content, options)), revision }
  const { plan, missing } = found
  if (command.deactivateMissing) refuseMany(missing, command)
  const deactivate = command.deactivateMissing && plan.unclear === 0
  const told = report({ ...found, options, teams: await listTeams(db) })
  const wait = plan.refused.length + plan.asked.length + plan.trashed.length
  const isAll = wait === 0 && deactivate === command.deactivateMissing
  const warning = command.deactivateMissing && !deactivate ? [cannotTell] : []
  if (!command.apply)
    return { report: told, words: [...warning, 'Nothing is imported yet. Add --apply to import.'], isAll }
  const batch = batchOf(found, { restore: false, createTeams: true, deactivate })
  const saved = sizeOf(batch)
  if (saved === 0)
    return { report: { ...told, applied: { saved } }, words: [...warning, 'Nothing to import.'], isAll }
  const work = async (trx: Trx) => {
    const written = await importUsers(trx, batch, actor)
    if (command.file !== '-') await nameFile(trx, written, basename(command.file))
    return written
  }
  const written = await transaction(db, work, { waitMs })
  const done = `${saved} ${saved === 1 ? 'person' : 'people'} imported. Undo: /users/undo/${written}`
  return { report: { ...told, applied: { saved, revision: written } }, words: [...warning, done], isAll }
}

const cannotTell =
  'Nobody is deactivated: rows that are refused or asked about may be people who seem to be missing.'

function refuseMany(missing: { count: number; of: number }, { atMost }: CommandOptions): void {
  if (!areMany(missing, atMost)) return
  throw new CannotStart(
    `${missing.count} of ${missing.of} active people are not in the file, more than ${Math.round(atMost * 100)} %. Nothing is imported. If that is right, add --at-most 100%.`,
  )
}

async function accountOf(db: Executor, email: string): Promise<Actor> {
  const account = await findAccountByEmail(db, email)
  const actor =
    account && !account.disabledAt ? { id: account.id, name: account.email, role: account.role } : undefined
  if (!actor || !may(actor, 'edit'))
    throw new CannotStart(`--as: there is no account of an editor or admin with the email ${email}.`)
  return actor
}
