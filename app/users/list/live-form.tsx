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

const pause = 300

type Props = {
  id: string
  action: string
  shown: string
  children: ReactNode
}

/** A GET form for a list. With scripts the list follows each change, and the form stays. */
export function LiveForm({ id, action, shown, children }: Props) {
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
    // A search would take the place of that page. If it leads to this list, the search comes after it.
    if (how === 'replace' && isAnotherPageLoading(action)) return wait(pause)
    const address = addressOf(action, parametersOf(form.current))
    startTransition(() => router[how](address, { scroll: false }))
  }

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    // The buttons of a selection lead to a page of their own.
    if (event.nativeEvent.submitter?.hasAttribute('formaction')) return
    event.preventDefault()
    ask('push')
  }

  // A layout effect, because a later one could run between a key and its handler.
  useLayoutEffect(() => {
    const wasTypedBeforeScriptsRan = isNew.current
    isNew.current = false
    if (!form.current || pending || timer.current !== undefined) return
    const wanted = new URLSearchParams(shown)
    for (const field of fieldsOf(form.current)) {
      if (field.type === 'hidden') continue
      const value = wanted.getAll(field.name).join(',')
      if (field.value.trim() === value) continue
      if (wasTypedBeforeScriptsRan) return wait(0)
      // The address changed through a link or the back button.
      field.value = value
    }
  })
  useEffect(() => () => window.clearTimeout(timer.current), [])

  return (
    <form
      className="list-search"
      id={id}
      action={action}
      ref={form}
      onSubmit={onSubmit}
      // For its tick boxes, too: a browser would tick them again after a reload.
      autoComplete="off"
      onChange={({ target }: FormEvent) => wait(target instanceof HTMLSelectElement ? 0 : pause)}
      onBlur={() => timer.current !== undefined && ask('replace')}
    >
      <FormStatus value={{ pending, answered: null }}>{children}</FormStatus>
    </form>
  )
}

/** Links show a bar while their page loads; Back changes the address before its page is there. */
function isAnotherPageLoading(path: string): boolean {
  return document.querySelector('.slow-page') !== null || location.pathname !== path
}

/** Leaves out empty fields, and ticks, which scripts keep. */
function parametersOf(form: HTMLFormElement): URLSearchParams {
  const fields = fieldsOf(form).map(({ name, value }) => [name, value.trim()])
  return new URLSearchParams(fields.filter(([, value]) => value))
}

function fieldsOf(form: HTMLFormElement) {
  return [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input[name], select[name]')]
}
