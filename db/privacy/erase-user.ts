import { eraseValues, type Write } from '../audit/events.ts'
import type { Trx } from '../database.ts'
import { NotConfirmed } from '../errors.ts'
import { forgetFiles } from '../imports/stage.ts'
import * as largeWrites from '../large-writes.ts'
import type { Actor } from '../policy.ts'
import { nextRevision } from '../revision.ts'
import { forgetAccountForms, forgetSearches, forgetUserForms } from '../submissions.ts'
import type { Target, User } from '../tables.ts'
import { findAt } from '../users/edit.ts'
import { findTrashed } from '../users/find.ts'
import { eraseAccountOf } from './erase-account.ts'

/**
 * Only for a user in the trash. The events stay without values, and a new one records the erasure.
 * @param confirmation - the user's name, typed again
 * @throws NotFound, StaleVersion, NotConfirmed, LastAdmin
 */
export async function eraseUser(trx: Trx, target: Target, confirmation: string, actor: Actor): Promise<void> {
  const revision = await nextRevision(trx)
  const user = await findAt(trx, target, findTrashed)
  if (asShown(user.name) !== asShown(confirmation)) throw new NotConfirmed()
  // Locked, so that no account can be linked to it.
  await trx.selectFrom('users').select('id').where('id', '=', user.id).forUpdate().execute()
  await eraseAccountOf(trx, user.id, actor)
  await eraseRow(trx, user, { revision, actor, origin: 'form' })
}

/** Without their account, and also outside the trash. */
export async function eraseRow(trx: Trx, user: User, write: Omit<Write, 'verb'>): Promise<void> {
  await eraseValues(trx, user, write)
  await forgetUserForms(trx, user.id)
  await forgetAccountForms(trx)
  await forgetSearches(trx)
  await largeWrites.forgetSearches(trx)
  await forgetFiles(trx)
  await trx.deleteFrom('users').where('id', '=', user.id).execute()
}

/** White space as one space, without invisible characters. */
function asShown(name: string): string {
  return name
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}
