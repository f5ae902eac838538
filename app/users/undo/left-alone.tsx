import type { Written } from '#db/undo.ts'
import { FirstPeople } from '../first-people.tsx'
import { reasonOf } from './words.ts'

/** Who stays as they are when a change is undone, and why. */
export function LeftAlone({ groups }: Pick<Written, 'groups'>) {
  return (['changed', 'taken', 'same', 'erased'] as const).map((standing) => {
    const group = groups[standing]
    return (
      group && (
        <div key={standing}>
          <p>{reasonOf(standing, group.count)}</p>
          {group.people.length > 0 && <FirstPeople {...group} />}
        </div>
      )
    )
  })
}
