'use client'

import NextLink, { useLinkStatus } from 'next/link'
import type { ComponentProps } from 'react'
import { SlowPage } from './slow-page.tsx'

/** Does not prefetch, because each page is rendered for its reader, which would be wasted work. */
export function Link({ children, ...props }: ComponentProps<typeof NextLink>) {
  return (
    <NextLink prefetch={false} {...props}>
      {children}
      <Status />
    </NextLink>
  )
}

function Status() {
  return <SlowPage pending={useLinkStatus().pending} />
}
