import { deleteTeam } from '#actions/teams.ts'
import { database } from '#db/database.ts'
import { findTeam, listTeams } from '#db/teams/find.ts'
import { byId } from '../../../request/by-id.ts'
import { forForm } from '../../../request/posted-form.ts'
import { formPage } from '../../../ui/form-page.tsx'
import { users } from '../../../users/count.ts'
import { DeleteTeamForm } from '../../delete-team-form.tsx'

export default formPage(
  { may: 'edit', find: byId('team', findTeam) },
  async ({ found: team, submission }) => {
    const teams = team && (await forForm(() => listTeams(database())))
    return (
      <DeleteTeamForm
        action={deleteTeam}
        target={team && { id: team.id, version: team.version }}
        submission={submission}
        title={team ? `Delete ${team.name}` : 'Delete team'}
        others={teams?.filter(({ id }) => id !== team?.id).map(({ id, name }) => ({ id, name }))}
        back={team ? `/teams/${team.id}` : '/teams'}
      >
        {team && (
          <p>
            {team.members > 0
              ? `${users(team.members)} ${team.members === 1 ? 'is' : 'are'} in ${team.name}. They stay in the directory. `
              : `Nobody is in ${team.name}. `}
            A deleted team cannot be restored.
          </p>
        )}
      </DeleteTeamForm>
    )
  },
)
