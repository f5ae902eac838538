import { blankUser, type UserValues } from '#db/users/values.ts'
import { changedFields } from '../../person/changed-fields.ts'
import type { TeamNames } from '../../person/field-differences.ts'

type Props = { values: UserValues; teams: TeamNames }

/** What somebody new would have, besides name and email. */
export function NewValues({ values, teams }: Props) {
  const { name, email } = values
  const fields = changedFields({ ...blankUser, name, email }, values, teams)
  return (
    <dl className="changes">
      {fields.map(({ name: field, label, after }) => (
        <div key={field}>
          <dt>{label}</dt>
          <dd>{after}</dd>
        </div>
      ))}
    </dl>
  )
}
