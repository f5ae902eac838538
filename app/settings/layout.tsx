import type { ReactNode } from 'react'
import { AdminMenu } from '../admin-menu.tsx'

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <AdminMenu current="/settings" />
      {children}
    </>
  )
}
