import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { noticeHeader, readNotice } from '#actions/form/notice.schema.ts'
import { Link } from './link.tsx'
import { Notice } from './notice.tsx'
import { noticeWords } from './notice-words.tsx'
import { PageTitle, Refused } from './page-title.tsx'

type Props = {
  title?: string
  /** The person whom the page is about, for the notice. */
  person?: string
  children: ReactNode
}

/** Shows the notice first. A page that is a form sets the title itself. */
export async function Main({ title, person, children }: Props) {
  const given = (await headers()).get(noticeHeader) ?? ''
  const notice = readNotice(given)
  const words = notice && (await noticeWords(notice, person))
  return (
    <Refused value={notice?.refused ?? false}>
      <main id="main" tabIndex={-1}>
        {title && <PageTitle>{title}</PageTitle>}
        {notice && (
          <Notice key={given} id={given} refused={notice.refused}>
            {words}
            {notice.next && (
              <>
                . <Link href={notice.next.href}>{notice.next.label}</Link>
              </>
            )}
          </Notice>
        )}
        {children}
      </main>
    </Refused>
  )
}
