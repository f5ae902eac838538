'use client'

import { usePathname } from 'next/navigation'
import type { MouseEvent, ReactNode } from 'react'
import { Link } from './ui/link.tsx'

type Props = {
  href: string
  /** The first segments of the addresses that belong to this entry. */
  sections: readonly string[]
  className?: string
  children: ReactNode
}

/** The layout stays while pages change, so the browser marks the current entry, and closes the menu of a telephone. */
export function MenuLink({ href, sections, className, children }: Props) {
  const path = usePathname()
  const isWithin = sections.includes(path.split('/')[1] ?? '')
  return (
    <Link
      href={href}
      className={className}
      aria-current={path === href ? 'page' : isWithin || undefined}
      onClick={closeMenu}
    >
      {children}
    </Link>
  )
}

function closeMenu({ currentTarget }: MouseEvent): void {
  currentTarget.closest<HTMLElement>('[popover]:popover-open')?.hidePopover()
}
