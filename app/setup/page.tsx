import { randomUUID } from 'node:crypto'
import { setUp } from '#actions/setup.ts'
import { isSetUp } from '#db/accounts/find.ts'
import { offerSetupCode } from '#db/accounts/setup.ts'
import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { forForm, isPosted } from '../request/posted-form.ts'
import { homeCountries } from '../settings/home-countries.ts'
import { zones } from '../settings/time-zones.ts'
import { views } from '../settings/views.ts'
import { guarded } from '../ui/guarded.tsx'
import { Main } from '../ui/main.tsx'
import { SetupForm } from './setup-form.tsx'

export default guarded(async () => {
  const db = database()
  // If somebody else was first, the posted form says so.
  if ((await forForm(() => isSetUp(db))) && !(await isPosted())) throw new NotFound('account')
  await forForm(() => offerSetupCode(db))
  return (
    <Main>
      <SetupForm
        action={setUp}
        submission={randomUUID()}
        views={{ ...views, options: views.options.filter(({ value }) => value !== 'found') }}
        homeCountries={homeCountries}
        zones={zones}
      />
    </Main>
  )
})
