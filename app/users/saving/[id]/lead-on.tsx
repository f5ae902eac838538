'use client'

import { useEffect } from 'react'

/** Loads another page in place of this one, because the router cannot load one that sets a notice. */
export function LeadOn({ to }: { to: string }) {
  useEffect(() => window.location.replace(to), [to])
  return null
}
