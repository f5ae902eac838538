'use client'

import { useRouter } from 'next/navigation'
import {
  type FormEvent,
  type ReactNode,
  type SubmitEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useTransition,
} from 'react'
import { addressOf } from '../../ui/address-of.ts'
import { FormStatus } from '../../ui/form/form-status.ts'

/** How long nobody types before the list follows. */
const pause = 300

type Props = {
  action: string
  /** The parameters of the list that the page shows. */
  shown: string
  children: ReactNode
}

/** A form that asks for a list by GET. With scripts the list follows what is typed and chosen, and the form stays. */
export function LiveForm({ action, shown, children }: Props) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const isNew = useRef(true)
  const timer = useRef<number>(undefined)
  const [pending, startTransition] = useTransition()

  function wait(milliseconds: number) {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => ask('replace'), milliseconds)
  }

  function ask(how: 'push' | 'replace') {
    window.clearTimeout(timer.current)
    timer.current = undefined
    if (!form.current) return
    const address = addressOf(action, parametersOf(form.current))
    startTransition(() => router[how](address, { scroll: false }))
  }

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    ask('push')
  }

  // In one go with what the page shows: an effect that waits may run between a key and what is done about it.
  useLayoutEffect(() => {
    const wasTypedBeforeScriptsRan = isNew.current
    isNew.current = false
    if (!form.current || pending || timer.current !== undefined) return
    const wanted = new URLSearchParams(shown)
    for (const field of fieldsOf(form.current)) {
      const value = wanted.getAll(field.name).join(',')
      if (field.value.trim() === value) continue
      if (wasTypedBeforeScriptsRan) return wait(0)
      // The way back, or a link, led here.
      field.value = value
    }
  })
  useEffect(() => () => window.clearTimeout(timer.current), [])

  return (
    <form
      className="list-search"
      action={action}
      ref={form}
      onSubmit={onSubmit}
      onChange={({ target }: FormEvent) => wait(target instanceof HTMLSelectElement ? 0 : pause)}
      onBlur={() => timer.current !== undefined && ask('replace')}
    >
      <FormStatus value={{ pending, answered: null }}>{children}</FormStatus>
    </form>
  )
}

/** What the form asks for, without what it leaves open. */
function parametersOf(form: HTMLFormElement): URLSearchParams {
  const fields = fieldsOf(form).map(({ name, value }) => [name, value.trim()])
  return new URLSearchParams(fields.filter(([, value]) => value))
}

function fieldsOf(form: HTMLFormElement) {
  return [...form.elements].filter(
    (field) => (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.name !== '',
  ) as (HTMLInputElement | HTMLSelectElement)[]
}
