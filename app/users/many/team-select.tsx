import type { Team } from '#db/tables.ts'

export function TeamSelect({ teams, label }: { teams: readonly Team[]; label: string }) {
  return (
    <div className="field">
      <label htmlFor="in-team">{label}</label>
      <select id="in-team" name="inTeam" defaultValue="" autoComplete="off">
        <option value="">Choose a team</option>
        {teams.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
