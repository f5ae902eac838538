import { redirect } from 'next/navigation'
import { deny, lacksSecondFactor } from '#actions/form/rights.server.ts'
import { mayComeByProxy } from '#actions/request/named-by-proxy.server.ts'
import { secondFactorPath, signInPath } from '#actions/request/path.server.ts'
import { currentViewer } from '#actions/request/viewer.server.ts'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { SignedOut } from '#db/errors.ts'
import { may, type Permission } from '#db/policy.ts'
import { currentSettings } from './current-settings.ts'
import { forForm, isPosted } from './posted-form.ts'

/**
 * Redirects people who are not signed in to the sign-in page, and admins who need a second factor to that.
 * @throws Forbidden, and SignedOut for a form that was posted without scripts
 */
export async function requirePermission(permission: Permission): Promise<SignedIn> {
  return (await viewerOfForm(permission)) ?? signedOut()
}

/**
 * As `requirePermission`, for a page that is a form. A form without scripts is answered by its own page, also when its
 * session has ended, its admin must set up a second factor first, or the database is unavailable: then this is undefined,
 * and the page may show nothing of the directory.
 */
export async function viewerOfForm(permission: Permission): Promise<SignedIn | undefined> {
  const viewer = await forForm(currentViewer)
  if (viewer && !may(viewer, permission)) await deny(viewer, permission)
  const lacks = viewer && (await forForm(() => lacksSecondFactor(viewer, permission)))
  if (await isPosted()) return lacks ? undefined : viewer
  if (lacks) redirect(secondFactorPath)
  return viewer ?? redirect(await signInPath())
}

/** Undefined if the database is unavailable, because the frame is also around the page that says so. */
export async function viewerIfKnown(): Promise<SignedIn | undefined> {
  return forForm(currentViewer).catch(() => undefined)
}

/** Undefined for the public view. While that is closed, people who are not signed in are redirected to sign in. */
export async function readerOfDirectory(): Promise<SignedIn | undefined> {
  const viewer = await currentViewer()
  if (viewer) return viewer
  const { publicView } = await currentSettings()
  if (publicView && ((await isPosted()) || !(await mayComeByProxy()))) return undefined
  return (await isPosted()) ? signedOut() : redirect(await signInPath())
}

function signedOut(): never {
  throw new SignedOut()
}
