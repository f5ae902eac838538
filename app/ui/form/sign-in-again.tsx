'use client'

import type { Payload } from '#actions/form/form.schema.ts'
import { signInMessage } from './form-action.ts'
import { HiddenValues } from './hidden-values.tsx'
import { SignInFields } from './sign-in-fields.tsx'

type Props = { payload: Payload }

/** In place of a form's fields when its sender was not signed in: what they typed waits in hidden fields. */
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
