'use client'

import { FormProvider, useForm } from '@conform-to/react/future'
import { type ReactNode, startTransition, useActionState } from 'react'
import * as z from 'zod/mini'
import type { Conflict, FormAction } from '#actions/form.schema.ts'
import { ErrorSummary, focusErrorSummary } from './error-summary.tsx'
import { FormStatus } from './form-status.ts'
import { PageTitle } from './page-title.tsx'

type Props = {
  action: FormAction
  /** What scripts check before the server does; absent where there is nothing to type. */
  schema?: z.ZodMiniObject
  /** What the fields hold at first, by name; absent fields are empty. */
  defaultValue?: Record<string, unknown> | undefined
  /** Fresh for each rendering, so that a form sent twice acts once. */
  submission: string
  title: string
  children: ReactNode
  /** Shown in place of the children after somebody else saved first. */
  conflict: (conflict: Conflict) => ReactNode
}

const anything: z.ZodMiniObject = z.object({})

/** A form that posts to a server action and is a page's whole content: title, error summary, heading, fields. */
export function Form(props: Props) {
  const [state, dispatch, pending] = useActionState(props.action, null)
  const { form } = useForm(props.schema ?? anything, {
    id: 'form',
    lastResult: state?.result ?? null,
    defaultValue: props.defaultValue,
    shouldRevalidate: 'onInput',
    onError: focusErrorSummary,
  })
  const failed = Boolean(form.errors) || Object.keys(form.fieldErrors).length > 0

  function submit(event: React.SubmitEvent<HTMLFormElement>) {
    form.props.onSubmit(event)
    if (event.defaultPrevented) return
    // Left to itself React would reset the form afterwards, and with it every choice made in it.
    event.preventDefault()
    if (pending) return
    const data = new FormData(event.currentTarget, event.nativeEvent.submitter)
    startTransition(() => dispatch(data))
  }

  return (
    <FormProvider context={form.context}>
      <PageTitle>{failed ? `Error: ${props.title}` : props.title}</PageTitle>
      {failed && <ErrorSummary key={state?.submission} />}
      <h1>{props.title}</h1>
      <form {...form.props} action={dispatch} onSubmit={submit}>
        {/* Enter presses the first submit button of a form: this one, never "Remove". */}
        <button className="visually-hidden" type="submit" tabIndex={-1} aria-hidden="true" />
        <input type="hidden" name="submission" value={state?.submission ?? props.submission} />
        <FormStatus value={{ pending, answered: state?.result.submission.intent ?? null }}>
          {state?.conflict ? props.conflict(state.conflict) : props.children}
        </FormStatus>
      </form>
    </FormProvider>
  )
}
