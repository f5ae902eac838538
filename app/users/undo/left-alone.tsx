import { uniqueFields } from '#db/user-fields.ts'
import type { Taken } from '#db/users/standings.ts'
import type { Written } from '#db/users/undo.ts'
import { FirstPeople } from '../many/first-people.tsx'
import { reasonOf } from './words.ts'

const reasons = ['changed', ...uniqueFields.map((name): Taken => `taken ${name}`), 'same', 'erased'] as const

export function LeftAlone({ groups }: Pick<Written, 'groups'>) {
  return reasons.map((standing) => {
    const group = groups[standing]
    return (
      group && (
        <div key={standing}>
          <p>{reasonOf(standing, group.count)}</p>
          {group.people.length > 0 && (
            <FirstPeople {...group} fateOf={({ holder }) => holder && `(${holder} has it now)`} />
          )}
        </div>
      )
    )
  })
}
