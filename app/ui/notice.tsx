'use client'

import { type ReactNode, useLayoutEffect, useState } from 'react'
import { noticeCookie } from '#actions/form/notice.schema.ts'

const shown = new Set<string>()

type Props = {
  /** Distinguishes two notices with the same words. */
  id: string
  refused: boolean
  children: ReactNode
}

/** Shows a notice once. */
export function Notice({ id, refused, children }: Props) {
  // The router keeps rendered pages for the back button, where a notice must not show again.
  const [visible] = useState(() => !shown.has(id))
  // Before the first paint, so that a reload right afterwards does not show it again.
  useLayoutEffect(() => {
    shown.add(id)
    // After a navigation with scripts, the cookie is still set.
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is absent on plain http
    document.cookie = `${noticeCookie}=; path=/; max-age=0`
  }, [id])
  return (
    visible && (
      <p className={refused ? 'notice refused' : 'notice'} role={refused ? 'alert' : 'status'}>
        {children}
      </p>
    )
  )
}
