'use client'

import { usePathname } from 'next/navigation'
import { type ComponentType, useEffect, useState } from 'react'
import { dropAllDrafts } from './draft-storage.ts'

type Props = {
  /** The id of the account that is signed in. */
  account: number | undefined
}

/** In the frame of all pages: loads the question before leaving, and drafts, once a page has a form. */
export function AskBeforeLeaving({ account }: Props) {
  const path = usePathname()
  const [Question, setQuestion] = useState<ComponentType<Props & { path: string }>>()
  // Called when somebody signs out.
  useEffect(() => (account === undefined ? undefined : dropAllDrafts), [account])
  useEffect(() => {
    // The id of `formOfPage`, which is not loaded yet.
    if (Question || !path || !document.getElementById('form')) return
    // Without it the form works all the same.
    import('./leave-question.tsx').then((file) => setQuestion(() => file.LeaveQuestion)).catch(() => {})
  }, [path, Question])
  return Question && <Question account={account} path={path ?? ''} />
}
