import { findAccount } from '../accounts/find.ts'
import { type SignedIn, sessionsOf } from '../accounts/sessions.ts'
import type { Executor } from '../database.ts'
import { findAnywhere } from '../users/find.ts'
import { snapshot } from '../users/snapshot.ts'

/** Other people appear in it only as "somebody else". */
export async function ownData(db: Executor, { id, userId }: SignedIn) {
  const [account, user, sessions, events] = await Promise.all([
    findAccount(db, id),
    userId === null ? undefined : findAnywhere(db, userId),
    sessionsOf(db, id),
    eventsAbout(db, id, userId),
  ])
  return {
    listing: user && {
      id: user.id,
      ...snapshot(user),
      createdAt: user.createdAt,
      updatedAt: user.updatedAt,
      ...(user.trashedAt && { trashedAt: user.trashedAt }),
    },
    account: account && { id, email: account.email, role: account.role, createdAt: account.createdAt },
    sessions: sessions.map(({ browser, createdAt, usedAt }) => ({ browser, createdAt, usedAt })),
    events,
  }
}

async function eventsAbout(db: Executor, accountId: number, userId: number | null) {
  const events = await db
    .selectFrom('events')
    .select(['at', 'verb', 'actorId', 'before', 'after'])
    .where((eb) => eb.or([eb('accountId', '=', accountId), eb('userId', '=', userId ?? 0)]))
    .orderBy('id')
    .execute()
  return events.map(({ at, verb, actorId, before, after }) => ({
    at,
    what: verb,
    by: actorId === accountId ? 'you' : 'somebody else',
    ...(before && { before }),
    ...(after && { after }),
  }))
}
