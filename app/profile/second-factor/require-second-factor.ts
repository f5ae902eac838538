import { redirect } from 'next/navigation'
import { findAccount } from '#db/accounts/find.ts'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { database } from '#db/database.ts'
import { isPosted } from '../../request/posted-form.ts'

/** Redirects somebody without one, unless the page answers its own form. */
export async function requireSecondFactor(viewer: SignedIn | undefined): Promise<void> {
  if (!viewer || (await isPosted())) return
  const account = await findAccount(database(), viewer.id)
  if (!account?.secondFactor) redirect('/profile/second-factor')
}
