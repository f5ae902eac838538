'use client'

import type { ReactNode } from 'react'
import {
  type AccountFields,
  accountForm,
  editAccountForm,
  accountLabels as labels,
  roleLabels,
} from '#actions/accounts.schema.ts'
import type { FormAction } from '#actions/form/form.schema.ts'
import { ConflictChoices } from '../ui/form/conflict-choices.tsx'
import { Field } from '../ui/form/field.tsx'
import { HiddenField } from '../ui/form/field-hidden.tsx'
import { Form } from '../ui/form/form.tsx'
import { SubmitButton } from '../ui/form/submit-button.tsx'
import { Link } from '../ui/link.tsx'

const roles = Object.entries(roleLabels).map(([value, label]) => ({ value, label }))

type Props = {
  action: FormAction
  title: string
  submission: string
  /** The account to change, empty when it was erased while the form was open; absent, one is added. */
  target?: Partial<AccountFields & { id: number; version: number }>
  children?: ReactNode
}

export function AccountForm({ action, title, submission, target, children }: Props) {
  const buttons = (
    <p className="actions">
      <SubmitButton>Save account</SubmitButton>
      <Link href="/accounts">Cancel</Link>
    </p>
  )
  return (
    <Form
      action={action}
      schema={target ? editAccountForm : accountForm}
      defaultValue={target ?? { role: 'viewer' }}
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
      {children}
      <Field name="email" label={labels.email} type="email" spellCheck={false} />
      <Field
        name="role"
        label={labels.role}
        control="select"
        options={roles}
        hint="A viewer reads the directory, an editor changes it, an admin also manages accounts"
      />
      <Field
        name="userEmail"
        label={labels.userEmail}
        optional
        spellCheck={false}
        hint="The person in the directory who signs in with this account. The address of their page ends in their number"
      />
      {buttons}
    </Form>
  )
}
