'use client'

import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the keyboard's place when the rows of a list field change: a new row takes focus, and where the pressed
 * button went away, one of the row now in its place does.
 * @param keys - the rows' keys; a change of them is a change of the list
 * @returns a ref for the element around the list, whose rows have the class `row`
 */
export function useListFocus(keys: readonly string[]): RefObject<HTMLFieldSetElement | null> {
  const list = useRef<HTMLFieldSetElement>(null)
  const known = useRef(keys)
  const joined = keys.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the joined keys stand for the keys
  useEffect(() => {
    const before = known.current
    known.current = keys
    if (before.join() === joined) return
    const rows = [...(list.current?.querySelectorAll('.row') ?? [])]
    const added = keys.findIndex((key) => !before.includes(key))
    if (added >= 0) return rows[added]?.querySelector('input')?.focus()
    if (list.current?.contains(document.activeElement)) return
    const gap = before.findIndex((key, index) => key !== keys[index])
    const place = rows[gap] ?? list.current
    place?.querySelector<HTMLElement>('button:last-of-type')?.focus()
  }, [joined])
  return list
}
