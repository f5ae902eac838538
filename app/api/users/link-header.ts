import type { PageEnds } from '#db/paging.ts'

/** Links to the pages around one, as a Link header (RFC 8288). Targets are relative to the request. */
export function linkHeader(path: string, limit: number, { previous, next }: PageEnds): string {
  const link = (rel: string, cursor?: string) => {
    const query = new URLSearchParams({ limit: String(limit), ...(cursor && { cursor }) })
    return `<${path}?${query}>; rel="${rel}"`
  }
  return [link('first'), previous && link('prev', previous), next && link('next', next)]
    .filter(Boolean)
    .join(', ')
}
