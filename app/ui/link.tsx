'use client'

import NextLink, { useLinkStatus } from 'next/link'
import type { ComponentProps } from 'react'
import { createPortal } from 'react-dom'

/** Does not prefetch, because each page is rendered for its reader, which would be wasted work. */
export function Link({ children, ...props }: ComponentProps<typeof NextLink>) {
  return (
    <NextLink prefetch={false} {...props}>
      {children}
      <SlowPage />
    </NextLink>
  )
}

/** A thin bar on top while the next page takes long. In the body, because a menu with its link closes. */
function SlowPage() {
  const { pending } = useLinkStatus()
  return (
    pending &&
    createPortal(
      <div className="slow-page" role="progressbar" aria-label="The page is loading" />,
      document.body,
    )
  )
}
