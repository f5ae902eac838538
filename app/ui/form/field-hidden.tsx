'use client'

import { useField } from '@conform-to/react/future'

type Props = { name: string; value?: string | number | undefined }

/** Boxes that were ticked, carried unseen where they cannot be shown. */
export function HiddenOptions({ name }: { name: string }) {
  const { defaultOptions = [] } = useField<string[]>(name)
  return defaultOptions.map((value) => <input key={value} type="hidden" name={name} value={value} />)
}

/** A value that the form carries unseen: by default the one it was rendered with or posted with, if any. */
export function HiddenField({ name, value }: Props) {
  const field = useField<unknown>(name)
  const carried = value ?? field.defaultValue
  return carried !== '' && <input type="hidden" id={field.id} name={name} value={carried} />
}
