import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import type { SignedIn } from '#db/accounts/sessions.ts'
import type { Permission } from '#db/policy.ts'
import { viewerOfForm } from '../request/permission.ts'
import { forForm } from '../request/request-page.ts'
import { guarded } from './guarded.tsx'
import { Main } from './main.tsx'

type Options<Params, Found> = {
  /** The permission that the page asks for. */
  may: Permission
  /** Finds the record that the form is about. @throws NotFound */
  find?: (params: Params) => Promise<Found>
}

/** Without scripts a refused form is its page again: then the record and the viewer may be gone or out of reach. */
type Known<Found> = {
  found: Found | undefined
  viewer: SignedIn | undefined
  /** The id of this rendering of the form: sent twice, it acts once. */
  submission: string
}

/** Makes a page that is a form: it asks for the permission, finds the record, and gives the form its submission id. */
export function formPage<Params, Found = undefined>(
  { may, find }: Options<Params, Found>,
  show: (known: Known<Found>) => ReactNode | Promise<ReactNode>,
) {
  return guarded(async ({ params }: { params: Promise<Params> }) => {
    const viewer = await viewerOfForm(may)
    const found = viewer && find && (await forForm(async () => find(await params)))
    return <Main>{await show({ found, viewer, submission: randomUUID() })}</Main>
  })
}
