import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { notices } from '#actions/notice.schema.ts'
import { Notice } from './notice.tsx'
import { PageTitle } from './page-title.tsx'

type Props = { title?: string; children: ReactNode }

/** The main part of a page, with the notice of what just happened. A page that is a form leaves the title to it. */
export async function Main({ title, children }: Props) {
  const given = (await headers()).get('x-rollcall-notice') ?? ''
  const [code = ''] = given.split('.')
  return (
    <main id="main" tabIndex={-1}>
      {title && <PageTitle>{title}</PageTitle>}
      {Object.hasOwn(notices, code) && <Notice id={given}>{notices[code as keyof typeof notices]}</Notice>}
      {children}
    </main>
  )
}
