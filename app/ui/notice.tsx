'use client'

import { type ReactNode, useLayoutEffect, useState } from 'react'
import { noticeCookie } from '#actions/form/notice.schema.ts'

const shown = new Set<string>()

type Props = {
  /** Tells one occasion from the next. */
  id: string
  refused: boolean
  children: ReactNode
}

/** Says once that something worked, or was refused. */
export function Notice({ id, refused, children }: Props) {
  // The router keeps rendered pages for the back button: a notice shown before stays away.
  const [visible] = useState(() => !shown.has(id))
  // Before anybody can see it: a reload right afterwards shows it no second time.
  useLayoutEffect(() => {
    shown.add(id)
    // A page reached without a document load arrives with the cookie still set.
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
