import { headers } from 'next/headers'
import { needsSecondFactor } from '#db/accounts/second-factor.ts'
import { actorOfSession, type SignedIn } from '#db/accounts/sessions.ts'
import { recordDenial } from '#db/audit/refusals.ts'
import { database, type Trx } from '#db/database.ts'
import { Forbidden, SignedOut } from '#db/errors.ts'
import { type Actor, may, type Permission } from '#db/policy.ts'
import { pathHeader } from '../request/request.schema.ts'

const longestPage = 200

/** Records the refusal as an event. @throws Forbidden */
export async function deny(actor: SignedIn, permission: Permission): Promise<never> {
  // Without the query, which may contain a name, and without one-time links.
  const [path = ''] = ((await headers()).get(pathHeader) ?? '').split('?')
  const page = path.replace(/^(\/password|\/sign-in\/link)\/.+/, '$1').slice(0, longestPage)
  await recordDenial(database(), actor, { permission, page })
  throw new Forbidden()
}

/** Whether the settings want one of this admin before anything that only admins may. Single sign-on is instead of it. */
export async function lacksSecondFactor(actor: SignedIn, permission: Permission): Promise<boolean> {
  return (permission === 'manage' || permission === 'erase') && (await needsSecondFactor(database(), actor))
}

/** What their role may, once they have the second factor that the settings want. */
export async function mayNow(actor: SignedIn | undefined, permission: Permission): Promise<boolean> {
  return actor !== undefined && may(actor, permission) && !(await lacksSecondFactor(actor, permission))
}

/**
 * Checks again in the transaction, because rights may have been removed while the form waited for its turn.
 * @param known - the actor, where the transaction has looked them up already
 */
export async function stillMay(
  trx: Trx,
  actor: SignedIn | undefined,
  permission: Permission,
  known?: Actor,
): Promise<void> {
  if (!actor) return
  const present = known ?? (await actorOfSession(trx, actor.session))
  if (!present) throw new SignedOut()
  if (!may(present, permission)) throw new Forbidden()
}
