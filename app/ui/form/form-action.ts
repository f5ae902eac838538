'use client'

import { useForm } from '@conform-to/react/future'
import { unstable_rethrow } from 'next/navigation'
import { type SubmitEvent, useActionState, useEffect, useState, useTransition } from 'react'
import * as z from 'zod/mini'
import type { FormAction, FormState } from '#actions/form/form.schema.ts'
import { useErrorFocus } from './error-summary.tsx'
import { withServerErrors } from './server-errors.ts'

type Options = {
  action: FormAction
  schema: z.ZodMiniObject | undefined
  defaultValue: Record<string, unknown> | undefined
}

const anything: z.ZodMiniObject = z.object({})

/** The id of the message that asks for a sign-in, or confirms it. */
export const signInMessage = 'sign-in-message'

/**
 * The state of a form with a server action. Without scripts the browser posts, and the page starts with the answer;
 * with scripts the form keeps what was typed, also when no answer comes.
 */
export function useFormAction({ action, schema = anything, defaultValue }: Options) {
  const [posted, formAction] = useActionState(action, null)
  const [answer, setAnswer] = useState<FormState>()
  // Each failure is a new object, so that each one is announced.
  const [unreachable, setUnreachable] = useState<object>()
  const [pending, startTransition] = useTransition()
  const state = answer ?? posted
  const focusSummary = useErrorFocus(unreachable ?? answer)
  useEffect(() => {
    if (answer?.signIn && !answer.result.error) document.getElementById(signInMessage)?.focus()
  }, [answer])
  // During a sign-in the hidden values are not checked.
  const { form } = useForm(state?.signIn === 'wanted' ? anything : schema, {
    id: 'form',
    lastResult: state?.result ?? null,
    defaultValue,
    shouldRevalidate: 'onInput',
    onValidate: ({ payload, error, intent }) =>
      intent?.type === 'submit' ? error : withServerErrors(payload, error, state),
    onError: ({ intent }) => intent?.type === 'submit' && focusSummary(),
  })

  async function send(data: FormData) {
    try {
      const next = await action(state, data)
      startTransition(() => setAnswer(next))
    } catch (error) {
      unstable_rethrow(error)
      startTransition(() => setUnreachable({}))
    }
  }

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    // Row changes during a request would be lost with the answer.
    if (pending) return event.preventDefault()
    setUnreachable(undefined)
    form.props.onSubmit(event)
    if (event.defaultPrevented) return
    // Otherwise React would reset the form afterwards, and every choice in it.
    event.preventDefault()
    const data = new FormData(event.currentTarget, event.nativeEvent.submitter)
    startTransition(() => send(data))
  }

  return {
    form,
    state,
    pending,
    unreachable: unreachable !== undefined,
    props: { action: formAction, onSubmit },
  }
}
