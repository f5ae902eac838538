import { userDifferences } from '#actions/form/differences.server.ts'
import { blankUser, type UserValues } from '#db/users/values.ts'

/** What somebody new would have, besides name and email. */
export async function NewValues({ values }: { values: UserValues }) {
  const { name, email } = values
  const fields = await userDifferences({ ...blankUser, name, email }, values)
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
