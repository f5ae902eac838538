'use client'

import { Field } from './field.tsx'
import { SubmitButton } from './submit-button.tsx'

/** @param within - the prefix of the two fields in a larger form */
export function SignInFields({ within }: { within?: string }) {
  const prefix = within ? `${within}.` : ''
  return (
    <>
      <Field name={`${prefix}email`} label="Email" type="email" spellCheck={false} autoComplete="username" />
      <Field name={`${prefix}password`} label="Password" type="password" autoComplete="current-password" />
      <p className="actions">
        <SubmitButton>Sign in</SubmitButton>
      </p>
    </>
  )
}
