import { randomUUID } from 'node:crypto'
import { inviteUsers } from '#actions/invitations.ts'
import { isMailSetUp } from '#actions/sign-in/mail.server.ts'
import { type Invited, type InvitePreview, previewInvite } from '#db/accounts/invite.ts'
import { database } from '#db/database.ts'
import { levelOf } from '#db/policy.ts'
import { mostPeople } from '#db/users/limits.ts'
import { requirePermission } from '../../request/permission.ts'
import { guarded } from '../../ui/guarded.tsx'
import { Main } from '../../ui/main.tsx'
import { listOf, selectionOf } from '../bulk/request.ts'
import { inDigits } from '../count.ts'
import { ConfirmMany } from '../many/confirm-many.tsx'
import { FirstPeople } from '../many/first-people.tsx'
import { NothingToDo } from '../many/nothing-to-do.tsx'
import { parseListQuery } from '../query/list-query.ts'
import { LeftOut } from './left-out.tsx'
import { invitesOf } from './words.ts'

/** Asks before it makes accounts for the ticked people of a list, for all of it, or for everybody without an account. */
export default guarded(async ({ searchParams }: PageProps<'/users/invite'>) => {
  const level = levelOf(await requirePermission('manage'))
  const parameters = await searchParams
  const query = parseListQuery(parameters, level)
  const everyone = parameters.everyone === 'on'
  const invited: Invited = everyone ? { everyone } : selectionOf(parameters, query, level)
  const back = parameters.from === 'accounts' ? '/accounts' : listOf({ query })
  if ('ids' in invited && invited.ids.length === 0)
    return (
      <NothingToDo title="Nobody is selected" back={back}>
        Tick the boxes of the people you mean, then press the button again.
      </NothingToDo>
    )
  const preview = await previewInvite(database(), invited)
  if (preview.chosen > mostPeople)
    return (
      <NothingToDo title="Too many people" back={back}>
        {`These are more than ${inDigits(mostPeople)} people, so nothing was done. Search for fewer in the list of people, then invite those.`}
      </NothingToDo>
    )
  if (preview.invited.count === 0)
    return (
      <NothingToDo title="Nobody to invite" back={back}>
        <LeftOut of={preview.leftOut} />
        {preview.chosen === 0 && <p>{everyone ? everybodyHasOne : noneLeft}</p>}
      </NothingToDo>
    )
  return <Confirm invited={invited} preview={preview} back={back} />
})

const everybodyHasOne = 'Everybody in the directory has an account already.'
const noneLeft = 'The people you selected are not in the directory any more.'

type Asked = { invited: Invited; preview: InvitePreview; back: string }

function Confirm({ invited, preview, back }: Asked) {
  const { count, people } = preview.invited
  return (
    <Main>
      <ConfirmMany
        key={preview.fingerprint}
        action={inviteUsers}
        submission={randomUUID()}
        title={invitesOf(count)}
        button="Invite"
        back={back}
        values={{ selection: JSON.stringify(withoutLevel(invited)), fingerprint: preview.fingerprint }}
      >
        <p>{`They get accounts as viewers, to read the directory and to keep their own entry. ${delivery()}`}</p>
        <FirstPeople people={people} count={count} />
        <LeftOut of={preview.leftOut} />
      </ConfirmMany>
    </Main>
  )
}

/** The action takes the level of its sender. */
function withoutLevel(invited: Invited) {
  return 'filters' in invited ? { filters: invited.filters } : invited
}

function delivery(): string {
  return isMailSetUp()
    ? 'Each gets an email with a link to choose a password, valid for 7 days.'
    : 'This server sends no mail: you get a page with a link for each, valid for 7 days, to pass on.'
}
