'use client'

import { shortestPassword } from '#actions/passwords.schema.ts'
import { Field } from './field.tsx'

export function NewPasswordField({ label }: { label: string }) {
  return (
    <Field
      name="newPassword"
      label={label}
      type="password"
      autoComplete="new-password"
      hint={`${shortestPassword} characters or more. Any characters count. Four unrelated words are easy to remember`}
    />
  )
}
