'use client'

import type { Payload } from '#actions/form/form.schema.ts'
import { signInMessage } from './form-action.ts'
import { HiddenValues } from './hidden-values.tsx'
import { SignInFields } from './sign-in-fields.tsx'

type Props = { payload: Payload }

/** Replaces the fields of a form whose sender was not signed in. Hidden fields keep what they typed. */
export function SignInAgain({ payload: { signIn: _, submission: __, ...typed } }: Props) {
  return (
    <>
      <p id={signInMessage} tabIndex={-1}>
        You are not signed in any more. Your text is kept. Sign in to continue.
      </p>
      <HiddenValues value={typed} />
      <SignInFields within="signIn" />
    </>
  )
}
