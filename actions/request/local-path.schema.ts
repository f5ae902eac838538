const base = 'http://site.invalid'

/** A path up to its query, in which browsers find no host name. */
const plainPath = /^\/(?![/\\])[^\\\p{Cc}?#]*(?:[?#]|$)/u

/**
 * The path and query of a page of this site, as browsers resolve them. Undefined if the text leads elsewhere, also
 * after a proxy has decoded it once or twice.
 */
export function localPath(text: string): string | undefined {
  const found = resolve(text)
  const once = found && decode(found.pathname)
  const twice = once && resolve(once) && decode(once)
  return twice && resolve(twice) ? `${found?.pathname}${found?.search}` : undefined
}

function resolve(text: string): URL | undefined {
  if (!plainPath.test(text)) return undefined
  try {
    const url = new URL(text, base)
    // "/.//host" is a path here, but "//host" is another site wherever the path is used next.
    return url.origin === base && !url.pathname.startsWith('//') ? url : undefined
  } catch {
    return undefined
  }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
