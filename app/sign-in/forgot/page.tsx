import { randomUUID } from 'node:crypto'
import { originForStrangers } from '#actions/request/site-origin.server.ts'
import { askForLink } from '#actions/ways-in/passwords.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { AskAnAdmin } from './ask-an-admin.tsx'
import { ForgottenForm } from './forgotten-form.tsx'

export default guarded(async () => {
  if (!(await originForStrangers())) return <AskAnAdmin />
  return (
    <Main>
      <ForgottenForm action={askForLink} submission={randomUUID()} />
    </Main>
  )
})
