import { headers } from 'next/headers'
import { type SignedIn, viewerOfSession } from '#db/accounts/sessions.ts'
import { recordDenial } from '#db/audit/account-events.ts'
import { database, type Trx } from '#db/database.ts'
import { Forbidden, SignedOut } from '#db/errors.ts'
import { may, type Permission } from '#db/policy.ts'
import { pathHeader } from '../request/request.schema.ts'

const longestPage = 200

/** Refuses somebody who is signed in and may not do this, and leaves an event that says so. @throws Forbidden */
export async function deny(viewer: SignedIn, permission: Permission): Promise<never> {
  // Without the query, which may name somebody, and without one-time links.
  const [path = ''] = ((await headers()).get(pathHeader) ?? '').split('?')
  const page = path.replace(/^\/password\/.+/, '/password').slice(0, longestPage)
  await recordDenial(database(), viewer, { permission, page })
  throw new Forbidden()
}

/** Asks again once the transaction has begun: rights may have been taken away while the form waited for its turn. */
export async function stillMay(
  trx: Trx,
  viewer: SignedIn | undefined,
  permission: Permission,
): Promise<void> {
  if (!viewer) return
  const present = await viewerOfSession(trx, viewer.session)
  if (!present) throw new SignedOut()
  if (!may(present, permission)) throw new Forbidden()
}
