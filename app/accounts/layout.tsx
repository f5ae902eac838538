import type { ReactNode } from 'react'
import { AdminMenu } from '../admin-menu.tsx'

export default function AccountsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <AdminMenu current="/accounts" />
      {children}
    </>
  )
}
