'use client'

import { type MouseEvent, use, useEffect, useRef, useState } from 'react'
import { FormStatus } from './form-status.ts'
import { type ListFocus, listFocus } from './list-focus.ts'

/**
 * Keeps the keyboard's place when the rows of a list field change, with and without scripts.
 * @param keys - the joined keys of the rows; the list has changed when they change
 * @returns the present focus, for `autoFocus` and `data-focus`, and props for the element around the list
 */
export function useListFocus(keys: string, rows: number) {
  const { answered } = use(FormStatus)
  const [pressed, setPressed] = useState(answered)
  const list = useRef<HTMLFieldSetElement>(null)
  const known = useRef(keys)
  useEffect(() => {
    if (known.current === keys) return
    known.current = keys
    list.current?.querySelector<HTMLElement>('[data-focus]')?.focus()
  }, [keys])
  const focus: ListFocus = listFocus(pressed, rows)
  const onClick = ({ target }: MouseEvent) => {
    const button = target instanceof Element ? target.closest('button') : null
    if (button) setPressed(button.value)
  }
  return { focus, props: { ref: list, onClick } }
}
