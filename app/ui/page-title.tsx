'use client'

import { createContext, type ReactNode, use } from 'react'

const SiteName = createContext('Rollcall')

/** Tells the pages inside what this site is called, for their titles. */
export function Site({ name, children }: { name: string; children: ReactNode }) {
  return <SiteName value={name}>{children}</SiteName>
}

/** The document's title. Every page has one, from here alone, so that "Error: " shows with and without scripts. */
export function PageTitle({ children }: { children: string }) {
  return <title>{`${children} · ${use(SiteName)}`}</title>
}
