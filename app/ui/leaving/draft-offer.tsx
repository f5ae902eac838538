'use client'

import { useEffect, useState } from 'react'
import { refill } from '../form/refill.ts'
import { dropDraft } from './draft-storage.ts'
import { findDraft } from './drafts.ts'
import { formOfPage } from './watch-leaving.ts'

/** Offers the text of a form that was left unsaved, where its form is opened again. */
export function DraftOffer({ account }: { account: number | undefined }) {
  const [restore, setRestore] = useState<() => void>()
  useEffect(() => {
    if (account === undefined) return
    const form = document.querySelector<HTMLFormElement>(formOfPage)
    const draft = form && findDraft(form, account)
    if (draft) setRestore(() => () => refill(form, draft.values))
  }, [account])
  const end = (first: () => void) => () => {
    first()
    setRestore(undefined)
    document.querySelector<HTMLElement>(`${formOfPage} :is(input:not([type=hidden]), textarea)`)?.focus()
  }
  return (
    <div className="draft" aria-live="polite">
      {restore && (
        <p className="actions">
          You left this form with text that is not saved.
          <button className="button" type="button" onClick={end(restore)}>
            Restore it
          </button>
          <button className="button quiet" type="button" onClick={end(dropDraft)}>
            Discard it
          </button>
        </p>
      )}
    </div>
  )
}
