import type { FormAction } from '#actions/form/form.schema.ts'
import { formFields, type UserFields } from '#actions/users.schema.ts'
import type { Team } from '#db/tables.ts'
import type { FieldName } from '#db/user-fields.ts'
import { blankUser } from '#db/users/values.ts'
import { HiddenField } from '../../ui/form/field-hidden.tsx'
import { FoldedFields } from '../../ui/form/folded-fields.tsx'
import { SubmitButton } from '../../ui/form/submit-button.tsx'
import { Link } from '../../ui/link.tsx'
import { asSent, namesAt } from './field-places.ts'
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
  /** Its English name; '' or undefined where it is not chosen or cannot be read. */
  homeCountry: string | undefined
  /** The list that led here, '' if none did. */
  list: string
  back: string
  /** The field that takes focus when the page opens. */
  beginsAt?: FieldName | undefined
}

/** The fields are rendered on the server, to send fewer scripts. */
export function UserForm({
  action,
  title,
  submission,
  target,
  teams,
  homeCountry,
  list,
  back,
  beginsAt,
}: Props) {
  const buttons = (
    <p className="actions">
      <SubmitButton>Save person</SubmitButton>
      {!target && (
        <SubmitButton quiet name="another" value="on">
          Save and add another
        </SubmitButton>
      )}
      <Link href={back}>Cancel</Link>
    </p>
  )
  const controlOf = (name: FieldName) => (
    <UserControl
      key={name}
      name={name}
      teams={teams}
      homeCountry={homeCountry}
      autoFocus={beginsAt === name}
    />
  )
  return (
    <UserFormFrame
      action={action}
      fields={formFields}
      values={{ ...(target ?? blankUser), list }}
      submission={submission}
      title={title}
      buttons={buttons}
    >
      {target && <HiddenField name="id" />}
      {target && <HiddenField name="version" />}
      <HiddenField name="list" />
      <div className="field-pairs">
        {namesAt('half').map(controlOf)}
        {namesAt('whole').map(controlOf)}
        <FoldedFields blank={asSent(namesAt('folded'))}>{namesAt('folded').map(controlOf)}</FoldedFields>
      </div>
      {buttons}
    </UserFormFrame>
  )
}
