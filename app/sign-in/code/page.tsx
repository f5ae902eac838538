import { randomUUID } from 'node:crypto'
import { redirect } from 'next/navigation'
import { pendingToken } from '#actions/request/session-cookies.server.ts'
import { enterCode } from '#actions/sessions.ts'
import { findPending } from '#db/accounts/pending-sign-ins.ts'
import { database } from '#db/database.ts'
import { forForm, isPosted } from '../../request/posted-form.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { CodeForm } from './code-form.tsx'

export default guarded(async ({ searchParams }: PageProps<'/sign-in/code'>) => {
  const asked = (await searchParams).next
  const next = typeof asked === 'string' ? asked : '/users'
  const again = `/sign-in?${new URLSearchParams({ next })}`
  const token = await pendingToken()
  const account = token && (await forForm(() => findPending(database(), token)))
  if (!account && !(await isPosted())) redirect(again)
  return (
    <Main>
      <CodeForm action={enterCode} submission={randomUUID()} next={next} />
      <p>
        <Link href={again}>Sign in as somebody else</Link>
      </p>
    </Main>
  )
})
