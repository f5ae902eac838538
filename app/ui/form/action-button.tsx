'use client'

import { useActionState } from 'react'
import { buttonName, type FormAction } from '#actions/form/form.schema.ts'

type Props = {
  action: FormAction
  /** What the button says. */
  children: string
  /** What it acts on, for those who do not see where it stands. */
  of?: string
  /** What the action is told. */
  values?: Record<string, string | number>
  submission: string
}

/** A button that is a form of its own, for a step that asks nothing and can be taken back or repeated. */
export function ActionButton({ action, children, of, values = {}, submission }: Props) {
  const [state, formAction, pending] = useActionState(action, null)
  const [error] = state?.result.error?.formErrors ?? []
  return (
    <form className="action" action={formAction}>
      <input type="hidden" name="submission" value={state?.submission ?? submission} />
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name={buttonName} value={children} />
      {error && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      <button className="button quiet" type="submit" aria-disabled={pending || undefined}>
        {children}
        {of && <span className="visually-hidden"> {of}</span>}
      </button>
    </form>
  )
}
