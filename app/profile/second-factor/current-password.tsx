'use client'

import { Field } from '../../ui/form/field.tsx'
import { Username } from '../../ui/form/username.tsx'

export function CurrentPassword({ email }: { email: string }) {
  return (
    <>
      <Username email={email} />
      <Field
        name="currentPassword"
        label="Current password"
        type="password"
        autoComplete="current-password"
      />
    </>
  )
}
