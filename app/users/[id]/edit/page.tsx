import { updateUser } from '#actions/users.ts'
import { database } from '#db/database.ts'
import type { User } from '#db/tables.ts'
import { listTeams } from '#db/teams/find.ts'
import { find } from '#db/users/find.ts'
import { valuesOf } from '#db/users/values.ts'
import { byId } from '../../../request/by-id.ts'
import { homeCountryName } from '../../../request/current-settings.ts'
import { forForm } from '../../../request/posted-form.ts'
import { formPage } from '../../../ui/form-page.tsx'
import { UserForm } from '../../form/user-form.tsx'
import { listThatLed, personIn } from '../../person/person-in-list.ts'

export default formPage(
  { may: 'edit', find: byId('user', find) },
  async ({ found: user, viewer, parameters, submission }) => {
    const list = await listThatLed(parameters.list)
    return (
      <UserForm
        action={updateUser}
        title={user ? `Edit ${user.name}` : 'Edit person'}
        submission={submission}
        teams={viewer && (await forForm(() => listTeams(database())))}
        homeCountry={viewer && (await homeCountryName())}
        target={user ? toTarget(user) : {}}
        list={list}
        back={user ? personIn(list, user.id) : list || '/users'}
      />
    )
  },
)

function toTarget(user: User) {
  return { ...valuesOf(user), id: user.id, version: user.version }
}
