'use client'

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

type Props = {
  /** The id of the form of the tick boxes. */
  form: string
  /** The people of this page. */
  people: readonly number[]
  /** Ticks that the address carries, as it does without scripts. */
  carried: readonly number[]
  /** The notice that the selected people were changed, which ends the selection. */
  endedBy: string | undefined
  /** The list without ticks. */
  clear: string
}

const key = 'rollcall-selection'

// The router keeps rendered pages for the back button, where a notice must not end another selection.
const ended = new Set<string>()

/** Counts the ticks, and with scripts keeps them while the list changes: in this tab, until it is closed. */
export function Selection({ form, people, carried, endedBy, clear }: Props) {
  // Undefined until scripts run: then a counter of the style sheet counts the ticks.
  const [ids, setIds] = useState<readonly number[]>()
  const last = useRef<HTMLInputElement>(undefined)
  const keep = useCallback((wanted: readonly number[]) => {
    write(wanted)
    setIds(wanted)
  }, [])

  useLayoutEffect(() => {
    const isOver = endedBy !== undefined && !ended.has(endedBy)
    if (isOver) ended.add(endedBy)
    // Somebody may have ticked before scripts ran.
    const early = boxesOf(form).filter(({ checked, defaultChecked }) => checked && !defaultChecked)
    keep(isOver ? [] : [...new Set([...(read() ?? carried), ...early.map(idOf)])])
  }, [form, carried, endedBy, keep])

  // New rows come with every answer, and know nothing of the ticks.
  useLayoutEffect(() => {
    if (!ids) return
    for (const box of boxesOf(form)) box.checked = ids.includes(idOf(box))
    const all = document.querySelector<HTMLInputElement>('[data-tick-all]')
    if (all) all.checked = people.length > 0 && people.every((id) => ids.includes(id))
  })

  useEffect(() => {
    function onClick({ target, shiftKey }: MouseEvent) {
      const boxes = boxesOf(form)
      const box = target as HTMLInputElement
      if (box.matches('[data-tick-all]')) for (const each of boxes) each.checked = box.checked
      else if (!boxes.includes(box)) return
      else {
        const from = shiftKey && last.current ? boxes.indexOf(last.current) : -1
        const [start, end] = [from, boxes.indexOf(box)].sort((one, other) => one - other)
        if (from >= 0) for (const each of boxes.slice(start, (end ?? 0) + 1)) each.checked = box.checked
        last.current = box
      }
      const shown = boxes.map(idOf)
      const ticked = boxes.filter(({ checked }) => checked).map(idOf)
      keep([...(ids ?? []).filter((id) => !shown.includes(id)), ...ticked])
    }
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  }, [form, ids, keep])

  const elsewhere = (ids ?? carried).filter((id) => !people.includes(id))
  return (
    <p className={ids ? 'selected' : 'selected counted'} data-any={(ids ?? carried).length > 0 || undefined}>
      {elsewhere.map((id) => (
        <input key={id} type="hidden" name="id" value={id} form={form} />
      ))}
      <span aria-live="polite">
        {ids ? `${ids.length} selected` : elsewhere.length > 0 && ` and ${elsewhere.length} not shown`}
      </span>{' '}
      <a
        href={clear}
        onClick={(event) => {
          event.preventDefault()
          keep([])
        }}
      >
        Clear<span className="visually-hidden"> the selection</span>
      </a>
    </p>
  )
}

/** Undefined where nothing was kept, or the browser keeps nothing. */
function read(): number[] | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '')
    return Array.isArray(kept) ? kept.filter(Number.isInteger) : undefined
  } catch {
    return undefined
  }
}

function write(ids: readonly number[]): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(ids))
  } catch {
    // Then the ticks end with the page.
  }
}

function boxesOf(form: string): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`[type=checkbox][name=id][form=${form}]`)]
}

function idOf({ value }: HTMLInputElement): number {
  return Number(value)
}
