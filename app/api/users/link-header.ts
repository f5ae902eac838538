import type { PageEnds } from '#db/paging.ts'

/** A Link header with the pages before and after (RFC 8288). Its addresses are relative to the request. */
export function linkHeader({ pathname, searchParams }: URL, { previous, next }: PageEnds): string {
  const link = (rel: string, cursor?: string) => {
    const query = new URLSearchParams(searchParams)
    query.delete('cursor')
    if (cursor) query.set('cursor', cursor)
    return `<${pathname}${query.size > 0 ? `?${query}` : ''}>; rel="${rel}"`
  }
  return [link('first'), previous && link('prev', previous), next && link('next', next)]
    .filter(Boolean)
    .join(', ')
}
