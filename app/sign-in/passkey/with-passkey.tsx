'use client'

import { type ReactNode, useSyncExternalStore } from 'react'

/** What only a browser that knows passkeys shows. */
export function WithPasskey({ children }: { children: ReactNode }) {
  const isAble = useSyncExternalStore(
    unchanging,
    () => 'PublicKeyCredential' in window,
    () => false,
  )
  return isAble && children
}

function unchanging() {
  return () => {}
}
