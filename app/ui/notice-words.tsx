import type { ReactNode } from 'react'
import type { ShownNotice } from '#actions/form/notice.schema.ts'
import { database } from '#db/database.ts'
import { may } from '#db/policy.ts'
import { summariseWrite, type WriteSummary } from '#db/users/write-summary.ts'
import { viewerIfKnown } from '../request/permission.ts'
import { Link } from './link.tsx'

/**
 * A notice with its names and numbers: "Moved to trash: Alice Two". The cookie is untrusted, so they come from the page
 * or the database, and only for people who may undo the write. Numbers of teams come in the cookie.
 * @param person - the name of the person whom the page is about
 */
export async function noticeWords(notice: ShownNotice, person: string | undefined): Promise<ReactNode> {
  const { code, words, revision } = notice
  if (aboutPerson.includes(code) && person) return `${words}: ${person}`
  const viewer = revision === undefined ? undefined : await viewerIfKnown()
  if (revision === undefined || !viewer || !may(viewer, 'edit')) return words
  // The notice is also true without them, so it is shown even if they cannot be read.
  const summary = await summariseWrite(database(), revision, viewer.id).catch(() => undefined)
  return (summary && withSummary(notice, summary)) ?? words
}

const aboutPerson: readonly string[] = [
  'user-created',
  'user-updated',
  'user-restored',
] satisfies ShownNotice['code'][]

function withSummary(
  { code, words }: ShownNotice,
  { count, userId, name, fileName }: WriteSummary,
): ReactNode {
  const people = `${count.toLocaleString('en-GB')} ${count === 1 ? 'person' : 'people'}`
  // The page is about the next person, so the name leads to this one.
  if (code === 'user-created' && name)
    return (
      <>
        {words}: <Link href={`/users/${userId}`}>{name}</Link>
      </>
    )
  if (code === 'user-trashed') return name ? `${words}: ${name}` : undefined
  if (code === 'users-updated') return `${people} changed`
  if (code === 'users-trashed') return `${people} moved to trash`
  if (code === 'users-imported')
    return fileName ? `${people} imported from ${fileName}` : `${people} imported`
  return undefined
}
