'use client'

// biome-ignore lint/plugin: it follows the address, and shows nothing
import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'

/**
 * Moves the keyboard and the screen reader to the new page when scripts changed it and the focused element is gone, such
 * as the button that was pressed. Browsers do this themselves for a new document.
 */
export function FocusAfterNavigation() {
  const address = `${usePathname()}?${useSearchParams()}`
  const known = useRef(address)
  useEffect(() => {
    if (known.current === address) return
    known.current = address
    // A field with autoFocus has it already.
    if (document.activeElement === document.body)
      document.getElementById('main')?.focus({ preventScroll: true })
  }, [address])
  return null
}
