import { redirect } from 'next/navigation'
import { deny } from '#actions/form/rights.server.ts'
import { signInPath } from '#actions/request/path.server.ts'
import { currentViewer } from '#actions/request/viewer.server.ts'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { SignedOut } from '#db/errors.ts'
import { may, type Permission } from '#db/policy.ts'
import { currentSettings } from './current-settings.ts'
import { forForm, isPosted } from './request-page.ts'

/**
 * Lets a page go on only for a viewer with this permission. Whoever is not signed in is sent to do so.
 * @throws Forbidden, and SignedOut where a form without scripts leads here
 */
export async function requirePermission(permission: Permission): Promise<SignedIn> {
  return (await viewerOfForm(permission)) ?? signedOut()
}

/**
 * As `requirePermission`, for a page that is a form. Sent without scripts by somebody whose session is over, or while the
 * database is away, the form is this page again: then undefined, and the page may show nothing of the directory.
 */
export async function viewerOfForm(permission: Permission): Promise<SignedIn | undefined> {
  const viewer = await forForm(currentViewer)
  if (viewer && !may(viewer, permission)) await deny(viewer, permission)
  if (viewer || (await isPosted())) return viewer
  redirect(await signInPath())
}

/** The viewer as far as the frame around a page can know: it is there also when the page says that the database is away. */
export async function viewerIfKnown(): Promise<SignedIn | undefined> {
  return forForm(currentViewer).catch(() => undefined)
}

/** The person who reads the directory; undefined for the public view. Unless an admin opened that, strangers are sent to sign in. */
export async function readerOfDirectory(): Promise<SignedIn | undefined> {
  const viewer = await currentViewer()
  if (viewer || (await currentSettings()).publicView) return viewer
  return (await isPosted()) ? signedOut() : redirect(await signInPath())
}

function signedOut(): never {
  throw new SignedOut()
}
