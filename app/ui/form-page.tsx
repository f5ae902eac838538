import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import type { SignedIn } from '#db/accounts/sessions.ts'
import type { Permission } from '#db/policy.ts'
import { viewerOfForm } from '../request/permission.ts'
import { forForm } from '../request/posted-form.ts'
import { guarded } from './guarded.tsx'
import { Main } from './main.tsx'

type Options<Params, Found> = {
  may: Permission
  find?: (params: Params) => Promise<Found>
}

type Parameters = Record<string, string | string[] | undefined>

type FormPageProps<Params> = { params: Promise<Params>; searchParams: Promise<Parameters> }

/** Without scripts the page also answers its refused form: then the record and the viewer may be missing. */
type Known<Found> = {
  found: Found | undefined
  viewer: SignedIn | undefined
  /** Of the address. */
  parameters: Parameters
  /** Identifies this rendering of the form: sent twice, it is saved once. */
  submission: string
}

/** Makes a page that is a form: it requires the permission, finds the record, and gives the form its submission id. */
export function formPage<Params, Found = undefined>(
  { may, find }: Options<Params, Found>,
  show: (known: Known<Found>) => ReactNode | Promise<ReactNode>,
) {
  return guarded(async ({ params, searchParams }: FormPageProps<Params>) => {
    const viewer = await viewerOfForm(may)
    const found = viewer && find && (await forForm(async () => find(await params)))
    const parameters = await searchParams
    return <Main>{await show({ found, viewer, parameters, submission: randomUUID() })}</Main>
  })
}
