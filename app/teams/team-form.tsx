'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { renameTeamForm, type TeamFields, teamForm, teamLabels } from '#actions/teams.schema.ts'
import { ConflictChoices } from '../ui/form/conflict-choices.tsx'
import { Field } from '../ui/form/field.tsx'
import { HiddenField } from '../ui/form/field-hidden.tsx'
import { Form } from '../ui/form/form.tsx'
import { SubmitButton } from '../ui/form/submit-button.tsx'
import { Link } from '../ui/link.tsx'

type Props = {
  action: FormAction
  title: string
  submission: string
  /** The team to rename, empty when it was deleted while the form was open; absent, one is added. */
  target?: Partial<TeamFields & { id: number; version: number }>
  back: string
}

export function TeamForm({ action, title, submission, target, back }: Props) {
  const buttons = (
    <p className="actions">
      <SubmitButton>Save team</SubmitButton>
      <Link href={back}>Cancel</Link>
    </p>
  )
  return (
    <Form
      action={action}
      schema={target ? renameTeamForm : teamForm}
      defaultValue={target}
      submission={submission}
      title={title}
      conflict={(conflict) => (
        <>
          <ConflictChoices conflict={conflict} />
          {buttons}
        </>
      )}
    >
      {target && <HiddenField name="id" />}
      {target && <HiddenField name="version" />}
      <Field
        name="name"
        label={teamLabels.name}
        spellCheck={false}
        hint="Anyone may see the name of a team that has a listed, active person"
      />
      <Field name="description" label={teamLabels.description} control="textarea" rows={3} optional />
      {buttons}
    </Form>
  )
}
