import type { FormAction } from '#actions/form/form.schema.ts'
import { formFields, type UserFields } from '#actions/users.schema.ts'
import type { Team } from '#db/tables.ts'
import { fieldNames } from '#db/user-fields.ts'
import { blankUser } from '#db/users/values.ts'
import { HiddenField } from '../../ui/form/field-hidden.tsx'
import { SubmitButton } from '../../ui/form/submit-button.tsx'
import { Link } from '../../ui/link.tsx'
import { UserControl } from './user-controls.tsx'
import { UserFormFrame } from './user-form-frame.tsx'

type Props = {
  action: FormAction
  title: string
  submission: string
  /** The user to change, empty when it was deleted while the form was open; absent, one is added. */
  target?: Partial<UserFields & { id: number; version: number }>
  /** Undefined where they cannot be read. */
  teams: readonly Team[] | undefined
  back: string
}

/** The fields are rendered on the server, to send fewer scripts. */
export function UserForm({ action, title, submission, target, teams, back }: Props) {
  const buttons = (
    <p className="actions">
      <SubmitButton>Save person</SubmitButton>
      <Link href={back}>Cancel</Link>
    </p>
  )
  return (
    <UserFormFrame
      action={action}
      fields={formFields}
      values={target ?? blankUser}
      submission={submission}
      title={title}
      buttons={buttons}
    >
      {target && <HiddenField name="id" />}
      {target && <HiddenField name="version" />}
      {fieldNames.map((name) => (
        <UserControl key={name} name={name} teams={teams} />
      ))}
      {buttons}
    </UserFormFrame>
  )
}
