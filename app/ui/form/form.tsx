'use client'

import { FormProvider } from '@conform-to/react/future'
import type { ReactNode } from 'react'
import type * as z from 'zod/mini'
import { type Conflict, enterName, type FormAction } from '#actions/form/form.schema.ts'
import { PageTitle } from '../page-title.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { signInMessage, useFormAction } from './form-action.ts'
import { FormStatus } from './form-status.ts'
import { SignInAgain } from './sign-in-again.tsx'

type Props = {
  action: FormAction
  /** Checked by scripts before the server does; absent where nothing can be typed. */
  schema?: z.ZodMiniObject
  /** Initial values by field name; absent fields are empty. */
  defaultValue?: Record<string, unknown> | undefined
  /** New for each rendering, so that a form sent twice is saved once. */
  submission: string
  title: string
  children: ReactNode
  /** Replaces the children when somebody else saved first. */
  conflict?: (conflict: Conflict) => ReactNode
}

/** The whole content of a page: title, error summary, heading and fields. */
export function Form({ action, schema, defaultValue, submission, title: own, children, conflict }: Props) {
  const { form, state, pending, unreachable, props } = useFormAction({ action, schema, defaultValue })
  const failed = unreachable || Boolean(form.errors) || Object.keys(form.fieldErrors).length > 0
  const signIn = state?.signIn
  const asked = state?.asked
  const title = asked?.title || own
  return (
    <FormProvider context={form.context}>
      <PageTitle>{failed ? `Error: ${title}` : title}</PageTitle>
      {failed && <ErrorSummary unreachable={unreachable} />}
      <h1>{title}</h1>
      {signIn === 'done' && (
        <p className="notice" role="status" id={signInMessage} tabIndex={-1}>
          {asked?.message}
        </p>
      )}
      <form {...form.props} {...props}>
        {/* Enter presses the first submit button of a form: this one, never "Remove". */}
        <button
          className="visually-hidden"
          type="submit"
          name={enterName}
          value="pressed"
          tabIndex={-1}
          aria-hidden="true"
        />
        <input type="hidden" name="submission" value={state?.submission ?? submission} />
        <FormStatus value={{ pending, answered: state?.answered ?? null }}>
          {signIn === 'wanted' && asked ? (
            <SignInAgain payload={state?.result.submission.payload ?? {}} asked={asked} />
          ) : state?.conflict && conflict ? (
            conflict(state.conflict)
          ) : (
            children
          )}
        </FormStatus>
      </form>
    </FormProvider>
  )
}
