'use client'

import type { FormAction } from '#actions/form/form.schema.ts'
import { lifetimes, tokenForm } from '#actions/tokens.schema.ts'
import { Field } from '../ui/form/field.tsx'
import { Form } from '../ui/form/form.tsx'
import { SubmitButton } from '../ui/form/submit-button.tsx'
import { Link } from '../ui/link.tsx'
import { labels, lifetimeLabels } from './labels.ts'

const options = lifetimes.map((value) => ({ value, label: lifetimeLabels[value] }))

export function TokenForm({ action, submission }: { action: FormAction; submission: string }) {
  return (
    <Form
      action={action}
      schema={tokenForm}
      defaultValue={{ days: '365' }}
      submission={submission}
      title="Add token"
    >
      <p>With a token, another system reads the directory as JSON. It cannot change anything.</p>
      <Field name="name" label={labels.name} hint="The system that uses it, such as Website" />
      <Field
        name="contact"
        label="Also email and phone (users:contact)"
        control="checkbox"
        hint="Without it, a token reads everything else (users:read)"
      />
      <Field name="days" label="Valid for" control="select" options={options} />
      <p className="actions">
        <SubmitButton>Save token</SubmitButton>
        <Link href="/tokens">Cancel</Link>
      </p>
    </Form>
  )
}
