import type { Trx } from './database.ts'
import { NotConfirmed, NotFound, StaleVersion } from './errors.ts'
import * as events from './events.ts'
import { findTrashed } from './find-users.ts'
import type { Viewer } from './policy.ts'
import * as submissions from './submissions.ts'

/**
 * Erases a user in the trash for ever: the row, the values in its events, and what the forms about it left behind.
 * The events themselves stay, and one says who erased it when.
 * @param confirmation - the user's name, typed again
 * @throws NotFound, StaleVersion, NotConfirmed
 */
export async function eraseUser(
  trx: Trx,
  target: { id: number; version: number },
  confirmation: string,
  viewer: Viewer,
): Promise<void> {
  const revision = await events.nextRevision(trx)
  const user = await findTrashed(trx, target.id)
  if (!user) throw new NotFound()
  if (user.version !== target.version) throw new StaleVersion(user)
  if (user.name !== confirmation) throw new NotConfirmed()
  await events.erase(trx, user, revision, viewer)
  await submissions.forget(trx, `/users/${user.id}`)
  await trx.deleteFrom('users').where('id', '=', user.id).execute()
}
