import Link from 'next/link'
import type { FormAction } from '#actions/form.schema.ts'
import type { UserFields } from '#actions/users.schema.ts'
import { Field } from '../ui/field.tsx'
import { HiddenField } from '../ui/field-hidden.tsx'
import { TicksField } from '../ui/field-ticks.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import type { TeamNames } from './changed-fields.ts'
import { labels, statusLabels } from './labels.ts'
import { LinksField } from './links-field.tsx'
import { UserFormFrame } from './user-form-frame.tsx'

const statuses = Object.entries(statusLabels).map(([value, label]) => ({ value, label }))

type Props = {
  action: FormAction
  title: string
  submission: string
  /** The user to change, empty when it went meanwhile; absent, one is added. */
  target?: Partial<UserFields & { id: number; version: number }>
  /** Every team that there is. */
  teams: TeamNames
  /** Where "Cancel" leads. */
  back: string
}

/** The form that adds a user and the form that changes one. The fields are made on the server, to send fewer scripts. */
export function UserForm({ action, title, submission, target, teams, back }: Props) {
  const buttons = (
    <p className="actions">
      <SubmitButton>Save user</SubmitButton>
      <Link href={back}>Cancel</Link>
    </p>
  )
  return (
    <UserFormFrame
      action={action}
      target={target}
      submission={submission}
      title={title}
      teams={teams}
      buttons={buttons}
    >
      {target && <HiddenField name="id" />}
      {target && <HiddenField name="version" />}
      <Field name="name" label={labels.name} spellCheck={false} />
      <Field
        name="knownAs"
        label={labels.knownAs}
        optional
        spellCheck={false}
        hint="The name used day to day"
      />
      <Field name="email" label={labels.email} type="email" spellCheck={false} />
      <Field
        name="phone"
        label={labels.phone}
        optional
        type="tel"
        hint="With the country code, like +44 20 7946 0018"
      />
      <Field name="jobTitle" label={labels.jobTitle} optional />
      {Object.keys(teams).length > 0 && (
        <TicksField name="teams" legend={labels.teams} find="Find a team" options={byName(teams)} />
      )}
      <Field name="location" label={labels.location} optional hint="An office, a town or a room" />
      <Field name="about" label={labels.about} optional control="textarea" rows={5} />
      <LinksField legend={labels.links} />
      <Field name="status" label={labels.status} control="select" options={statuses} />
      <Field
        name="listed"
        label={labels.listed}
        control="checkbox"
        hint="Anyone may see the name, job title, teams, about and links of a listed, active user"
      />
      {buttons}
    </UserFormFrame>
  )
}

function byName(teams: TeamNames): [id: string, name: string][] {
  return Object.entries(teams).sort(([, one], [, other]) => one.localeCompare(other, 'en'))
}
