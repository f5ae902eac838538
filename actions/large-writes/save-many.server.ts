import type { SignedIn } from '#db/accounts/sessions.ts'
import { database, type Trx, transaction } from '#db/database.ts'
import { domainError } from '#db/errors.ts'
import * as largeWrites from '#db/large-writes.ts'
import { log } from '#db/log.ts'
import type { Outcome } from '#db/submissions.ts'
import { mostAtOnce } from '#db/users/limits.ts'
import type { Refusal } from '../form/notice.schema.ts'
import { seeOther } from '../form/notice.server.ts'
import { stillMay } from '../form/rights.server.ts'
import { requestPath } from '../request/path.server.ts'
import { saveAfterAnswer, waitMs } from './after-answer.server.ts'

type Context = { actor: SignedIn; trx: Trx; afterwards: (work: () => Promise<void>) => void }
type Save = (trx: Trx, onSaved?: (count: number) => void) => Promise<Outcome>

/**
 * Saves people in one write: few at once, and many after an answer that leads to a page about how far it is.
 * @param save - checks again whom it changes, because somebody may write in between
 */
export async function saveMany(
  { actor, trx, afterwards }: Context,
  { count, save }: { count: number; save: Save },
): Promise<Outcome> {
  if (count <= mostAtOnce) return save(trx)
  const ifStopped = { location: await requestPath(), notice: 'server-stopped' satisfies Refusal }
  const id = await largeWrites.begin(trx, { accountId: actor.id, total: count, ifStopped })
  afterwards(async () => saveLater(id, save, actor))
  return seeOther(`/users/saving/${id}`, 'saving-begun')
}

function saveLater(id: number, save: Save, actor: SignedIn): void {
  const inOne = async (trx: Trx, onSaved: (count: number) => void) => {
    await stillMay(trx, actor, 'edit')
    await largeWrites.settle(trx, id, await save(trx, onSaved))
  }
  saveAfterAnswer({
    save: (onSaved) => transaction(database(), (trx) => inOne(trx, onSaved), { waitMs }),
    beat: (saved) => largeWrites.beat(database(), id, saved),
    giveUp: async (error) => {
      log.error({ err: error, largeWrite: id }, 'people not saved')
      await largeWrites.giveUp(database(), id, reasonOf(error))
    },
  })
}

function reasonOf(error: unknown): Refusal {
  switch (domainError(error)?.kind) {
    case 'selection-changed':
    case 'value-taken':
      return 'stale'
    case 'signed-out':
    case 'forbidden':
      return 'not-signed-in'
    case 'not-found':
      return 'gone'
    default:
      return 'not-saved'
  }
}
