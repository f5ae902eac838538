'use client'

import type { Asked, Payload } from '#actions/form/form.schema.ts'
import { Field } from './field.tsx'
import { signInMessage } from './form-action.ts'
import { HiddenValues } from './hidden-values.tsx'
import { SubmitButton } from './submit-button.tsx'

type Props = { payload: Payload; asked: Asked }

/**
 * Replaces the fields of a form whose sender has to sign in, or to confirm that it is them. Hidden fields keep what they
 * typed.
 */
export function SignInAgain({ payload: { signIn: _, submission: __, ...typed }, asked }: Props) {
  return (
    <>
      <p id={signInMessage} tabIndex={-1}>
        {asked.message}
      </p>
      <HiddenValues value={typed} />
      {asked.fields.map((field) => (
        <Field key={field.name} {...field} />
      ))}
      {asked.link && (
        <p>
          <a href="/profile/confirm?way=provider" target="_blank" rel="noopener">
            {asked.link}
          </a>
        </p>
      )}
      <p className="actions">
        <SubmitButton>{asked.title}</SubmitButton>
      </p>
    </>
  )
}
