'use client'

import { Field } from './field.tsx'

export function CodeField() {
  return (
    <Field
      name="oneTimePassword"
      label="Code from your app"
      hint="Lost your phone? Enter a recovery code instead."
      spellCheck={false}
      autoComplete="one-time-code"
    />
  )
}
