import { teamLabels } from '#actions/teams.schema.ts'
import { type Confirmation, ConfirmForm } from '../ui/form/confirm-form.tsx'
import { Field } from '../ui/form/field.tsx'
import { HiddenField } from '../ui/form/field-hidden.tsx'

type Props = Omit<Confirmation, 'button' | 'danger'> & {
  /** The other teams; undefined where they cannot be read. */
  others: readonly { id: number; name: string }[] | undefined
}

export function DeleteTeamForm({ others, children, ...props }: Props) {
  const options = others?.map(({ id, name }) => ({ value: String(id), label: name }))
  return (
    <ConfirmForm {...props} button="Delete team" danger>
      {children}
      {!options && <HiddenField name="to" />}
      {options && options.length > 0 && (
        <Field
          name="to"
          label={teamLabels.to}
          control="select"
          options={[{ value: '', label: 'No other team' }, ...options]}
          hint="People of this team who are in the trash move there too"
        />
      )}
    </ConfirmForm>
  )
}
