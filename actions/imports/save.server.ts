import type { SignedIn } from '#db/accounts/sessions.ts'
import { database, type Trx, transaction } from '#db/database.ts'
import { FieldRefused, Forbidden, SelectionChanged, SignedOut, ValueTaken } from '#db/errors.ts'
import type { Import } from '#db/imports/find.ts'
import { importUsers } from '#db/imports/save.ts'
import { beat, giveUp, settle } from '#db/imports/stage.ts'
import { log } from '#db/log.ts'
import { countOutcome } from '#db/outcomes.ts'
import { stillMay } from '../form/rights.server.ts'
import { importOptions } from '../imports.schema.ts'
import { saveAfterAnswer, waitMs } from '../large-writes/after-answer.server.ts'
import { batchOf, type Choices, sizeOf } from './batch.server.ts'
import { dryRun, isStill } from './dry-run.server.ts'
import { leftOutRows } from './left-out-file.server.ts'

type Asked = Choices & { fingerprint: string }

/**
 * Saves an import once the answer is on its way: all of it in one transaction, or nothing. The row of the import tells how
 * far it is, and what became of it.
 */
export async function saveLater(file: Import, asked: Asked, actor: SignedIn): Promise<void> {
  saveAfterAnswer({
    save: async (onSaved) => {
      await save(file, asked, actor, onSaved)
      countOutcome('imports', 'saved')
    },
    beat: (saved) => beat(database(), file.id, saved),
    giveUp: async (error) => {
      countOutcome('imports', 'failed')
      log.error({ err: error, import: file.id }, 'import not saved')
      await giveUp(database(), file.id, reasonOf(error))
    },
  })
}

const tries = 5

/** What was found is found again where somebody wrote in between, and saved as long as it is the same. */
async function save(
  file: Import,
  { fingerprint, ...choices }: Asked,
  actor: SignedIn,
  onSaved: (count: number) => void,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const found = await dryRun(file)
    if (!isStill(found, fingerprint, choices)) throw new SelectionChanged()
    const batch = batchOf(found, choices)
    const leftOut = leftOutRows(found, importOptions.parse(file.options))
    try {
      const work = async (trx: Trx) => {
        await stillMay(trx, actor, 'edit')
        const revision = await importUsers(trx, batch, actor, onSaved)
        await settle(trx, file.id, { saved: sizeOf(batch), revision, leftOut })
      }
      return await transaction(database(), work, { waitMs })
    } catch (error) {
      if (!(error instanceof SelectionChanged) || attempt === tries) throw error
    }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof FieldRefused && error.field === 'createTeams') return `${error.message}.`
  if (error instanceof SelectionChanged || error instanceof ValueTaken || error instanceof FieldRefused)
    return 'The directory changed during the import, so nothing was imported. Check what would happen now, then import again.'
  if (error instanceof SignedOut || error instanceof Forbidden)
    return 'You signed out or lost the right to do this, so nothing was imported. Import it again.'
  return 'Something went wrong, so nothing was imported. Try again in a minute.'
}
