'use client'

import { useField } from '@conform-to/react/future'

type Props = { name: string; value?: string | number | undefined }

/** Ticked boxes, for a page that cannot show them. */
export function HiddenOptions({ name }: { name: string }) {
  const { defaultOptions = [] } = useField<string[]>(name)
  return defaultOptions.map((value) => <input key={value} type="hidden" name={name} value={value} />)
}

/** By default the value with which the form was rendered or posted, if any. */
export function HiddenField({ name, value }: Props) {
  const field = useField<unknown>(name)
  const carried = value ?? field.defaultValue
  return carried !== '' && <input type="hidden" id={field.id} name={name} value={carried} />
}
