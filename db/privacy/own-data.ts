import { findAccount } from '../accounts/find.ts'
import { identityOf } from '../accounts/linked.ts'
import { passkeysOf } from '../accounts/passkeys.ts'
import { type SignedIn, sessionsOf } from '../accounts/sessions.ts'
import { shownNetwork } from '../audit/networks.ts'
import type { Executor } from '../database.ts'
import { findAnywhere } from '../users/find.ts'
import { snapshot } from '../users/snapshot.ts'

/** Other people appear in it only as "somebody else". */
export async function ownData(db: Executor, { id, userId }: SignedIn) {
  const [account, identity, passkeys, user, sessions, events] = await Promise.all([
    findAccount(db, id),
    identityOf(db, id),
    passkeysOf(db, id),
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
    account: account && {
      id,
      email: account.email,
      role: account.role,
      createdAt: account.createdAt,
      secondFactor: account.secondFactor !== null,
      recoveryCodesLeft: account.recoveryCodes.length,
    },
    ...(identity && { singleSignOn: identity }),
    ...(passkeys.length > 0 && {
      passkeys: passkeys.map(({ browser, createdAt, usedAt }) => ({ browser, createdAt, usedAt })),
    }),
    sessions: sessions.map(({ browser, createdAt, usedAt }) => ({ browser, createdAt, usedAt })),
    events,
  }
}

async function eventsAbout(db: Executor, accountId: number, userId: number | null) {
  const events = await db
    .selectFrom('events')
    .select(['at', 'verb', 'actorId', 'before', 'after'])
    .select(shownNetwork.as('network'))
    .where((eb) => eb.or([eb('accountId', '=', accountId), eb('userId', '=', userId ?? 0)]))
    .orderBy('id')
    .execute()
  return events.map(({ at, verb, actorId, before, after, network }) => ({
    at,
    what: verb,
    by: actorId === accountId ? 'you' : 'somebody else',
    ...(actorId === accountId && network && { network }),
    ...(before && { before }),
    ...(after && { after }),
  }))
}
