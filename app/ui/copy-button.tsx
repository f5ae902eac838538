'use client'

import { useState, useSyncExternalStore } from 'react'

/** Only with scripts, and where the browser lets pages copy. */
export function CopyButton({ text, of }: { text: string; of: string }) {
  const canCopy = useSyncExternalStore(
    unchanging,
    () => Boolean(navigator.clipboard),
    () => false,
  )
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    canCopy && (
      <button type="button" className="button quiet copy" onClick={copy} onBlur={() => setCopied(false)}>
        <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
        <span className="visually-hidden"> {of}</span>
      </button>
    )
  )
}

function unchanging() {
  return () => {}
}
