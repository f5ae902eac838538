'use client'

import Link from 'next/link'
import type { FormAction } from '#actions/form.schema.ts'
import { editUserForm, mostLinks, type UserFields, userForm } from '#actions/users.schema.ts'
import { ConflictChoices } from '../ui/conflict-choices.tsx'
import { Field } from '../ui/field.tsx'
import { HiddenField } from '../ui/field-hidden.tsx'
import { FieldList } from '../ui/field-list.tsx'
import { Form } from '../ui/form.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { changedFields, type TeamNames } from './changed-fields.ts'
import { labels, statusLabels } from './labels.ts'

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

/** The form that adds a user and the form that changes one. */
export function UserForm({ action, title, submission, target, teams, back }: Props) {
  const buttons = (
    <p className="actions">
      <SubmitButton>Save user</SubmitButton>
      <Link href={back}>Cancel</Link>
    </p>
  )
  return (
    <Form
      action={action}
      schema={target ? editUserForm : userForm}
      defaultValue={target ?? { status: 'active', listed: true }}
      submission={submission}
      title={title}
      conflict={(conflict) => (
        <>
          <ConflictChoices
            conflict={conflict}
            compare={(before, after) => changedFields(before, after, teams)}
          />
          {buttons}
        </>
      )}
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
      <Field name="location" label={labels.location} optional hint="An office, a town or a room" />
      <Field name="about" label={labels.about} optional control="textarea" rows={5} />
      <FieldList name="links" legend={labels.links} item="link" most={mostLinks}>
        {({ name, title, added }) => (
          <>
            <Field name={`${name}.url`} label={`${title} address`} type="url" autoFocus={added} />
            <Field name={`${name}.label`} label={`${title} label`} optional />
          </>
        )}
      </FieldList>
      <Field name="status" label={labels.status} control="select" options={statuses} />
      <Field
        name="listed"
        label={labels.listed}
        control="checkbox"
        hint="Anyone may see the name, job title, about and links of a listed, active user"
      />
      {buttons}
    </Form>
  )
}
