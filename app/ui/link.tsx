import NextLink from 'next/link'
import type { ComponentProps } from 'react'

/** A link to a page of ours. The page is not fetched ahead: it is made anew for each reader, so that would be work for nothing. */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />
}
