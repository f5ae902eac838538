'use client'

import { useEffect, useRef } from 'react'
import { DraftOffer } from './draft-offer.tsx'
import { dropDraft } from './draft-storage.ts'
import { keepDraft } from './drafts.ts'
import { watchLeaving } from './watch-leaving.ts'

const words = 'leave-question'

/** Asks in words before typed text is lost, and keeps it for the next visit of the form. */
export function LeaveQuestion({ account, path }: { account: number | undefined; path: string }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const goOn = useRef<() => void>(undefined)
  useEffect(
    () =>
      watchLeaving({
        ask(go) {
          goOn.current = go
          dialog.current?.showModal()
        },
        keep(form) {
          if (account !== undefined) keepDraft(form, account)
        },
        drop: dropDraft,
      }),
    [account],
  )
  const leave = () => {
    dialog.current?.close()
    goOn.current?.()
  }
  return (
    <>
      <DraftOffer key={path} account={account} />
      <dialog className="question" ref={dialog} aria-labelledby={words}>
        <p id={words}>You have changed this form. Leave it?</p>
        <p className="actions">
          <button className="button" type="button" onClick={() => dialog.current?.close()}>
            Stay
          </button>
          <button className="button quiet" type="button" onClick={leave}>
            Leave
          </button>
        </p>
      </dialog>
    </>
  )
}
