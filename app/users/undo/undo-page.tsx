import { randomUUID } from 'node:crypto'
import { undoWrite } from '#actions/undo.ts'
import type { Written } from '#db/users/undo.ts'
import { Link } from '../../ui/link.tsx'
import { Main } from '../../ui/main.tsx'
import { ConfirmMany } from '../many/confirm-many.tsx'
import { FirstPeople } from '../many/first-people.tsx'
import { NothingToDo } from '../many/nothing-to-do.tsx'
import { LeftAlone } from './left-alone.tsx'
import { WhatWasDone } from './what-was-done.tsx'
import { consequencesOf, fateOf } from './words.ts'

const title = 'Undo a change'

type Props = {
  write: Written
  /** The only one for whom it is undone. */
  person?: number
}

export function UndoPage({ write, person }: Props) {
  const { revision, groups, verbs } = write
  const { free } = groups
  const done = (
    <>
      <WhatWasDone write={write} />
      {write.isPartOfMore && (
        <p>
          Other people were changed together with this person. They stay as they are.{' '}
          <Link href={`/users/undo/${revision}`}>Undo all</Link>
        </p>
      )}
    </>
  )
  if (!free)
    return (
      <NothingToDo title={title} back="/users">
        {done}
        <p>Nothing is left to undo.</p>
        <LeftAlone groups={groups} />
      </NothingToDo>
    )
  return (
    <Main>
      <ConfirmMany
        // If somebody else changes one of them, it is a new form.
        key={JSON.stringify(groups)}
        action={undoWrite}
        submission={randomUUID()}
        title={title}
        button="Undo"
        back={person ? `/users/${person}/history` : '/users'}
        values={{
          revision: String(revision),
          fingerprint: free.fingerprint,
          ...(person && { person: String(person) }),
        }}
      >
        <div>
          {done}
          <p>{consequencesOf(verbs, free.count)}</p>
        </div>
        <FirstPeople {...free} fateOf={verbs.length > 1 ? ({ verb }) => fateOf(verb) : undefined} />
        <LeftAlone groups={groups} />
      </ConfirmMany>
    </Main>
  )
}
