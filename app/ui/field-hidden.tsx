'use client'

import { useField } from '@conform-to/react/future'

type Props = { name: string; value?: string | number | undefined }

/** A value that the form carries unseen: by default the one it was rendered with or posted with, if any. */
export function HiddenField({ name, value }: Props) {
  const field = useField<unknown>(name)
  const carried = value ?? field.defaultValue
  return carried !== '' && <input type="hidden" id={field.id} name={name} value={carried} />
}
