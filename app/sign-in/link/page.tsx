import { randomUUID } from 'node:crypto'
import { redirect } from 'next/navigation'
import { askForSignInLink } from '#actions/ways-in/mailed-links.ts'
import { isPosted } from '../../request/posted-form.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { LinkForm } from './link-form.tsx'
import { areLinksMailed } from './mailed.ts'

export default guarded(async ({ searchParams }: PageProps<'/sign-in/link'>) => {
  const asked = (await searchParams).next
  const next = typeof asked === 'string' ? asked : '/users'
  const otherwise = `/sign-in?${new URLSearchParams({ next })}`
  if (!(await isPosted()) && !(await areLinksMailed())) redirect(otherwise)
  return (
    <Main>
      <LinkForm action={askForSignInLink} submission={randomUUID()} next={next} />
      <p>
        <Link href={otherwise}>Sign in in another way</Link>
      </p>
    </Main>
  )
})
