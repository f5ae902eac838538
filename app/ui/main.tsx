import { headers } from 'next/headers'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { noticeHeader, readNotice } from '#actions/form/notice.schema.ts'
import { Notice } from './notice.tsx'
import { PageTitle, Refused } from './page-title.tsx'

type Props = { title?: string; children: ReactNode }

/** The main part of a page, with the notice of what just happened. A page that is a form leaves the title to it. */
export async function Main({ title, children }: Props) {
  const given = (await headers()).get(noticeHeader) ?? ''
  const notice = readNotice(given)
  return (
    <Refused value={notice?.refused ?? false}>
      <main id="main" tabIndex={-1}>
        {title && <PageTitle>{title}</PageTitle>}
        {notice && (
          <Notice key={given} id={given} refused={notice.refused}>
            {notice.words}
            {notice.undo !== undefined && (
              <>
                {' '}
                <Link href={`/users/undo/${notice.undo}`}>Undo</Link>
              </>
            )}
          </Notice>
        )}
        {children}
      </main>
    </Refused>
  )
}
