'use client'

type Props = {
  teams: readonly { id: number; name: string }[]
  label: string
  /** The id of its form, where it is outside. */
  form?: string
}

/** It is a client component because a page would hold its elements twice. */
export function TeamSelect({ teams, label, form }: Props) {
  return (
    <div className="field">
      <label htmlFor="in-team">{label}</label>
      <select id="in-team" name="inTeam" form={form} defaultValue="" autoComplete="off">
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
