'use client'

import { createContext, type ReactNode, use } from 'react'

const SiteName = createContext('Rollcall')
const Refusal = createContext(false)

/** Tells the pages inside what this site is called, for their titles. */
export function Site({ name, children }: { name: string; children: ReactNode }) {
  return <SiteName value={name}>{children}</SiteName>
}

/** Tells the page inside that it says on top why something was refused. */
export function Refused({ value, children }: { value: boolean; children: ReactNode }) {
  return <Refusal value={value}>{children}</Refusal>
}

/** The document's title. Every page has one, from here alone, so that "Error: " shows with and without scripts. */
export function PageTitle({ children }: { children: string }) {
  const error = use(Refusal) && !children.startsWith('Error: ') ? 'Error: ' : ''
  return <title>{`${error}${children} · ${use(SiteName)}`}</title>
}
