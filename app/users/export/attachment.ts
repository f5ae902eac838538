export const csvType = 'text/csv; charset=utf-8'

/** `title` is a name in any script, for browsers that know it (RFC 6266); `name` is the one for others. */
type File = { name: string; title?: string; type: string }

/** Caches between the server and the browser must not store it. */
export function attachment(body: BodyInit, { name, title, type }: File): Response {
  return new Response(body, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"${title ? `; filename*=UTF-8''${encoded(title)}` : ''}`,
      'Cache-Control': 'private, no-store',
    },
  })
}

/** RFC 8187, 3.2.1. Marks that turn the direction of text are in no name of a file. */
function encoded(title: string): string {
  const plain = title.replaceAll(/[\p{Cc}\p{Cf}\\/:*?"<>|]/gu, ' ').trim()
  return encodeURIComponent(plain).replaceAll(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)
}
