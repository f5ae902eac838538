import { headers } from 'next/headers'
import { recordAccount } from '#db/account-events.ts'
import { database } from '#db/database.ts'
import { Forbidden } from '#db/errors.ts'
import type { Permission } from '#db/policy.ts'
import type { SignedIn } from '#db/sessions.ts'
import { pathHeader } from './request.schema.ts'

const longestPage = 200

/** Refuses somebody who is signed in and may not do this, and leaves an event that says so. @throws Forbidden */
export async function deny(viewer: SignedIn, permission: Permission): Promise<never> {
  const page = ((await headers()).get(pathHeader) ?? '').slice(0, longestPage)
  await recordAccount(database(), viewer, { verb: 'deny', accountId: viewer.id, after: { permission, page } })
  throw new Forbidden()
}
