'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, type RefCallback, useCallback, useTransition } from 'react'
import { SlowPage } from './slow-page.tsx'

/**
 * Makes the plain links within an element what `Link` is. For a hundred links, because each `Link` costs the server as much
 * as a row of a table.
 * @returns `within`: the `ref` of the element; `bar`: to be shown somewhere
 */
export function useSoftLinks<Within extends HTMLElement>(): {
  within: RefCallback<Within>
  bar: ReactNode
} {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const within = useCallback(
    (element: Within) => {
      const follow = (event: MouseEvent) => {
        const href = softAddress(event)
        if (href === undefined) return
        event.preventDefault()
        startTransition(() => router.push(href))
      }
      element.addEventListener('click', follow)
      return () => element.removeEventListener('click', follow)
    },
    [router],
  )
  return { within, bar: <SlowPage pending={pending} /> }
}

/** Of a page of this site that somebody opens in this window; otherwise undefined. */
function softAddress(event: MouseEvent): string | undefined {
  const { button, metaKey, ctrlKey, shiftKey, altKey, target, defaultPrevented } = event
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey || defaultPrevented) return undefined
  const href = target instanceof Element ? target.closest('a')?.getAttribute('href') : undefined
  return href?.startsWith('/') ? href : undefined
}
