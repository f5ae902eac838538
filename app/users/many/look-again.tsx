'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const pause = 1_000

/** Has a page that waits for something look again every second. */
export function LookAgain() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), pause)
    return () => clearInterval(timer)
  }, [router])
  return null
}
