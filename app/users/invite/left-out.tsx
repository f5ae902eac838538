import type { InvitePreview } from '#db/accounts/invite.ts'
import { FirstPeople } from '../many/first-people.tsx'
import { leftOutWords } from './words.ts'

/** Who gets no account, and why. */
export function LeftOut({ of }: { of: InvitePreview['leftOut'] }) {
  return of.map(({ reason, group: { count, people } }) => (
    <details key={reason}>
      <summary>{leftOutWords(reason, count)} and will not be invited</summary>
      <FirstPeople people={people} count={count} />
    </details>
  ))
}
