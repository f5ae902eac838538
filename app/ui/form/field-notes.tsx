'use client'

import { useField } from '@conform-to/react/future'

type Props = { name: string; hint?: string | undefined }

export function FieldNotes({ name, hint }: Props) {
  const field = useField<unknown>(name)
  const [error] = field.errors ?? []
  return (
    <>
      {hint && (
        <p className="hint" id={field.descriptionId}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={field.errorId}>
          {error}
        </p>
      )}
    </>
  )
}

/** Whether a field was refused, and the ids for `aria-describedby`. */
export function useFieldNotes({ name, hint }: Props) {
  const field = useField<unknown>(name)
  const failed = field.errors !== undefined && field.errors.length > 0
  const ids = [hint && field.descriptionId, failed && field.errorId].filter(Boolean)
  return { failed, describedBy: ids.join(' ') || undefined }
}
