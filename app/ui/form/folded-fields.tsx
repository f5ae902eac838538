'use client'

import { useFormMetadata } from '@conform-to/react/future'
import type { ReactNode } from 'react'

type Props = {
  /** The fields inside, with the values of an empty form. */
  blank: Record<string, string>
  children: ReactNode
}

/** Opens by itself when a field in it was refused or is not blank. */
export function FoldedFields({ blank, children }: Props) {
  const form = useFormMetadata()
  const open = Object.keys(blank).some(
    (name) => name in form.fieldErrors || form.getField(name).defaultValue !== blank[name],
  )
  return (
    <details className="more" open={open}>
      <summary>More</summary>
      <div className="row">{children}</div>
    </details>
  )
}
