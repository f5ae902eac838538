'use client'

import type { ComponentProps } from 'react'
import { Choice } from '../../ui/choice.tsx'

export function ListChoice(props: Omit<ComponentProps<typeof Choice>, 'form' | 'className'>) {
  return <Choice {...props} form="list" className="choice-of" />
}
