import { randomUUID } from 'node:crypto'
import { undoWrite } from '#actions/undo.ts'
import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseRevision } from '#db/ids.ts'
import { readWrite } from '#db/users/undo.ts'
import { requirePermission } from '../../../request/permission.ts'
import { guarded } from '../../../ui/guarded.tsx'
import { Main } from '../../../ui/main.tsx'
import { ConfirmMany } from '../../many/confirm-many.tsx'
import { FirstPeople } from '../../many/first-people.tsx'
import { NothingToDo } from '../../many/nothing-to-do.tsx'
import { LeftAlone } from '../left-alone.tsx'
import { WhatWasDone } from '../what-was-done.tsx'
import { consequencesOf, fateOf } from '../words.ts'

const title = 'Undo a change'

export default guarded(async ({ params }: PageProps<'/users/undo/[revision]'>) => {
  await requirePermission('edit')
  const revision = parseRevision((await params).revision)
  const write = revision && (await readWrite(database(), revision))
  if (!write) throw new NotFound()
  const { free } = write.groups
  if (!free)
    return (
      <NothingToDo title={title} back="/users">
        <WhatWasDone write={write} />
        <p>Nothing is left to undo.</p>
        <LeftAlone groups={write.groups} />
      </NothingToDo>
    )
  return (
    <Main>
      <ConfirmMany
        // If somebody else changes one of them, it is a new form.
        key={JSON.stringify(write.groups)}
        action={undoWrite}
        submission={randomUUID()}
        title={title}
        button="Undo"
        back="/users"
        values={{ revision: String(revision), fingerprint: free.fingerprint }}
      >
        <div>
          <WhatWasDone write={write} />
          <p>{consequencesOf(write.verbs, free.count)}</p>
        </div>
        <FirstPeople {...free} fateOf={write.verbs.length > 1 ? ({ verb }) => fateOf(verb) : undefined} />
        <LeftAlone groups={write.groups} />
      </ConfirmMany>
    </Main>
  )
})
