import { randomUUID } from 'node:crypto'
import { setUp } from '#actions/setup.ts'
import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { isSetUp } from '#db/find-accounts.ts'
import { offerSetupCode } from '#db/setup.ts'
import { guarded } from '../ui/guarded.tsx'
import { Main } from '../ui/main.tsx'
import { SetupForm } from './setup-form.tsx'

export default guarded(async () => {
  const db = database()
  if (await isSetUp(db)) throw new NotFound('account')
  await offerSetupCode(db)
  return (
    <Main>
      <SetupForm action={setUp} submission={randomUUID()} />
    </Main>
  )
})
