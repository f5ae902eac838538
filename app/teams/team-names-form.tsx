'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { teamLabels, teamNamesForm } from '#actions/teams.schema.ts'
import { Field } from '../ui/form/field.tsx'
import { Form } from '../ui/form/form.tsx'
import { SubmitButton } from '../ui/form/submit-button.tsx'
import { Link } from '../ui/link.tsx'

type Props = { action: FormAction; title: string; submission: string; back: string }

export function TeamNamesForm({ back, ...form }: Props) {
  return (
    <Form {...form} schema={teamNamesForm}>
      <Field
        name="names"
        label={teamLabels.names}
        control="textarea"
        rows={10}
        spellCheck={false}
        hint="Teams that are there already stay as they are"
      />
      <p className="actions">
        <SubmitButton>Save teams</SubmitButton>
        <Link href={back}>Cancel</Link>
      </p>
    </Form>
  )
}
