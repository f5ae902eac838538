'use client'

import { type ReactNode, useEffect, useState } from 'react'

/** Copies the text of a field. Without scripts people select it. */
export function CopyFieldButton({ field, children }: { field: string; children: ReactNode }) {
  const [copied, setCopied] = useState(false)
  const hasScripts = useHasScripts()
  async function copy() {
    const area = document.getElementById(field) as HTMLTextAreaElement
    area.select()
    // Browsers have a clipboard only on pages that came through HTTPS.
    if (navigator.clipboard) await navigator.clipboard.writeText(area.value)
    else document.execCommand('copy')
    setCopied(true)
  }
  return (
    <>
      {hasScripts && (
        <button type="button" className="button quiet" onClick={() => void copy()}>
          {children}
        </button>
      )}
      <span role="status">{copied && 'Copied'}</span>
    </>
  )
}

export function PrintButton() {
  return (
    useHasScripts() && (
      <button type="button" className="button" onClick={() => window.print()}>
        Print
      </button>
    )
  )
}

function useHasScripts(): boolean {
  const [hasScripts, setHasScripts] = useState(false)
  useEffect(() => setHasScripts(true), [])
  return hasScripts
}
