'use client'

import { createContext, type ReactNode, use } from 'react'

const SiteName = createContext('Rollcall')
const Refusal = createContext(false)

/** Gives the pages inside the name of the site, for their titles. */
export function Site({ name, children }: { name: string; children: ReactNode }) {
  return <SiteName value={name}>{children}</SiteName>
}

/** `value` is whether a form was refused, which its page's title shows. */
export function Refused({ value, children }: { value: boolean; children: ReactNode }) {
  return <Refusal value={value}>{children}</Refusal>
}

/** Every page sets its title here alone, so that "Error: " shows with and without scripts. */
export function PageTitle({ children }: { children: string }) {
  const error = use(Refusal) && !children.startsWith('Error: ') ? 'Error: ' : ''
  return <title>{`${error}${children} · ${use(SiteName)}`}</title>
}
