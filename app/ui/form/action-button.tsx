'use client'

import { useActionState } from 'react'
import { buttonName, type FormAction } from '#actions/form/form.schema.ts'

type Props = {
  action: FormAction
  children: string
  /** The name of its record, for screen readers. */
  of?: string
  values?: Record<string, string | number>
  submission: string
}

/** A button that is its own form, for a step that asks nothing and can be undone or repeated. */
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
