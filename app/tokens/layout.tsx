import type { ReactNode } from 'react'
import { AdminMenu } from '../admin-menu.tsx'

export default function TokensLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <AdminMenu current="/tokens" />
      {children}
    </>
  )
}
