import { createUser } from '#actions/users.ts'
import { database } from '#db/database.ts'
import { listTeams } from '#db/teams/find.ts'
import { homeCountryName } from '../../request/current-settings.ts'
import { forForm, isPosted } from '../../request/posted-form.ts'
import { formPage } from '../../ui/form-page.tsx'
import { UserForm } from '../form/user-form.tsx'
import { listThatLed } from '../person/person-in-list.ts'
import { everybody } from '../query/list-home.ts'

export default formPage({ may: 'edit' }, async ({ viewer, parameters, submission }) => {
  const list = await listThatLed(parameters.list)
  return (
    <UserForm
      teams={viewer && (await forForm(() => listTeams(database())))}
      homeCountry={viewer && (await homeCountryName())}
      action={createUser}
      title="Add person"
      submission={submission}
      // The list of everybody is the way back anyway.
      list={list === everybody.path ? '' : list}
      back={list || everybody.path}
      // Not where the page answers a form: there its message or its new row takes focus.
      beginsAt={(await isPosted()) ? undefined : 'name'}
    />
  )
})
