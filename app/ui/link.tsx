import NextLink from 'next/link'
import type { ComponentProps } from 'react'

/** Does not prefetch, because each page is rendered for its reader, which would be wasted work. */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />
}
