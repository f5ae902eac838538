import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { after } from 'next/server'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { database, type Trx, transaction } from '#db/database.ts'
import { FieldRefused, Forbidden, SelectionChanged, SignedOut, ValueTaken } from '#db/errors.ts'
import type { Import } from '#db/imports/find.ts'
import { type Batch, importUsers } from '#db/imports/save.ts'
import { beat, giveUp, settle } from '#db/imports/stage.ts'
import { log } from '#db/log.ts'
import { valuesOf } from '#db/users/values.ts'
import { stillMay } from '../form/rights.server.ts'
import { type DryRun, dryRun } from './dry-run.server.ts'

type Choices = { restore: boolean; createTeams: boolean }
type Asked = Choices & { fingerprint: string }

/** The most people that are saved before the answer, and not after it with a page that tells how far it is. */
const mostAtOnce = 500

/** What is to be saved of what a file says. Without the new teams some people stay as they are. */
export function batchOf({ plan, revision }: DryRun, { restore, createTeams }: Choices): Batch {
  const placed = <Row extends { newTeams: string[] }>(row: Row) =>
    createTeams ? row : { ...row, newTeams: [] }
  return {
    added: plan.added.map(placed),
    changed: plan.changed
      .map(placed)
      .filter(
        ({ before, values, newTeams }) => newTeams.length > 0 || !isDeepStrictEqual(values, valuesOf(before)),
      ),
    restored: restore ? plan.trashed.map(placed) : [],
    revision,
  }
}

/** How many people are to be saved. */
export function sizeOf({ added, changed, restored }: Batch): number {
  return added.length + changed.length + restored.length
}

/** Whether saving takes so long that nobody should wait for the answer. */
export function isLarge(batch: Batch): boolean {
  return sizeOf(batch) > mostAtOnce
}

// Before the work, so that the page that tells of it comes first; and between two signs of life. In milliseconds.
const lead = 300
const pulse = 1_000

/**
 * Saves an import once the answer is on its way: all of it in one transaction, or nothing. The row of the import tells how
 * far it is, and what became of it.
 */
export async function saveLater(file: Import, asked: Asked, actor: SignedIn): Promise<void> {
  after(async () => {
    await pause(lead)
    let saved = 0
    let beating = false
    const timer = setInterval(() => {
      // On the embedded store it waits until all is done, and one of them is enough.
      if (beating) return
      beating = true
      void beat(database(), file.id, saved)
        .catch(() => {})
        .finally(() => (beating = false))
    }, pulse)
    try {
      await save(file, asked, actor, (count) => (saved = count))
    } catch (error) {
      log.error({ err: error, import: file.id }, 'import not saved')
      await giveUp(database(), file.id, reasonOf(error)).catch(() => {})
    } finally {
      clearInterval(timer)
    }
  })
}

const tries = 5

// Nobody waits for its answer, and another import may take minutes.
const importWaitMs = 10 * 60_000

/** What was found is found again where somebody wrote meanwhile, and saved as long as it is the same. */
async function save(
  file: Import,
  { fingerprint, ...choices }: Asked,
  actor: SignedIn,
  onSaved: (count: number) => void,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const found = await dryRun(file)
    if (found.fingerprint !== fingerprint) throw new SelectionChanged()
    const batch = batchOf(found, choices)
    try {
      const work = async (trx: Trx) => {
        await stillMay(trx, actor, 'edit')
        const revision = await importUsers(trx, batch, actor, onSaved)
        await settle(trx, file.id, sizeOf(batch), revision)
      }
      return await transaction(database(), work, { waitMs: importWaitMs })
    } catch (error) {
      if (!(error instanceof SelectionChanged) || attempt === tries) throw error
    }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof FieldRefused && error.field === 'createTeams') return `${error.message}.`
  if (error instanceof SelectionChanged || error instanceof ValueTaken || error instanceof FieldRefused)
    return 'Somebody changed the directory during the import, so nothing was imported. Check what would happen now, then import again.'
  if (error instanceof SignedOut || error instanceof Forbidden)
    return 'You signed out or lost the right to do this, so nothing was imported. Import it again.'
  return 'Something went wrong, so nothing was imported. Try again in a minute.'
}
