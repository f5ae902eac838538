'use client'

import { useField } from '@conform-to/react/future'

type Props = { name: string; value?: string | number }

/** A value that the form carries unseen; by default the one it was rendered with. */
export function HiddenField({ name, value }: Props) {
  const field = useField<unknown>(name)
  return <input type="hidden" id={field.id} name={name} value={value ?? field.defaultValue} />
}
