/**
 * The score of an answer by the rules of Mozilla's HTTP Observatory, as far as they are about one page:
 * https://github.com/mdn/mdn-http-observatory/blob/main/src/grader/charts.js, described at
 * https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring. Redirection and preloading concern the proxy and
 * the domain.
 */
export function scoreOf({ headers, html }: { headers: Headers; html: string }): number {
  const modifiers = [
    policy(headers.get('content-security-policy') ?? ''),
    cookies(headers.getSetCookie()),
    crossOriginSharing(headers),
    /^(no-referrer|same-origin|strict-origin(-when-cross-origin)?)$/.test(
      headers.get('referrer-policy') ?? '',
    )
      ? 5
      : headers.has('referrer-policy')
        ? -5
        : 0,
    transport(headers.get('strict-transport-security')),
    scripts(html),
    headers.get('x-content-type-options') === 'nosniff' ? 0 : -5,
    framing(headers),
    resourcePolicy(headers.get('cross-origin-resource-policy')),
  ]
  const sum = (numbers: number[]) => numbers.reduce((one, other) => one + other, 0)
  const withoutBonus = 100 + sum(modifiers.filter((modifier) => modifier < 0))
  // Extra credit needs a score of 90 (MINIMUM_SCORE_FOR_EXTRA_CREDIT).
  return withoutBonus >= 90 ? 100 + sum(modifiers) : Math.max(0, withoutBonus)
}

function policy(text: string): number {
  const directives = new Map(
    text.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/)
      return [name, sources]
    }),
  )
  const of = (name: string) => directives.get(name) ?? directives.get('default-src')
  if (!text) return -25
  const active = ['script-src', 'object-src'].map(of)
  const isBroad = (source: string) => /^('unsafe-inline'|data:|https?:|\*)$/.test(source)
  if (active.some((sources) => !sources || sources.some(isBroad))) return -20
  if ([...directives.values()].flat().some((source) => source.startsWith('http:'))) return -20
  if (of('script-src')?.includes("'unsafe-eval'")) return -10
  if (of('style-src')?.some(isBroad) ?? true) return 0
  const ownForms = directives.get('form-action')?.every((source) => /^'(self|none)'$/.test(source))
  return ownForms && directives.get('default-src')?.join() === "'none'" ? 10 : 5
}

function cookies(set: string[]): number {
  if (set.length === 0) return 0
  const has = (cookie: string, attribute: RegExp) => attribute.test(cookie)
  if (set.some((cookie) => /^[^=]*(sess|login|sid)/i.test(cookie) && !has(cookie, /; HttpOnly/i))) return -30
  if (!set.every((cookie) => has(cookie, /; Secure/i))) return -20
  return set.every((cookie) => has(cookie, /; SameSite=(lax|strict)/i)) ? 5 : 0
}

function crossOriginSharing(headers: Headers): number {
  return headers.get('access-control-allow-credentials') === 'true' ? -50 : 0
}

function transport(header: string | null): number {
  const seconds = Number(/^max-age=(\d+)/.exec(header ?? '')?.[1] ?? Number.NaN)
  if (Number.isNaN(seconds)) return -20
  return seconds >= 15_768_000 ? 0 : -10
}

function scripts(html: string): number {
  const tags = html.match(/<script\b[^>]*\bsrc="[^"]*"[^>]*>/g) ?? []
  const foreign = tags.filter((tag) => !/src="\/(?!\/)/.test(tag))
  if (foreign.some((tag) => !/src="https:/.test(tag))) return -50
  if (foreign.length > 0) return foreign.every((tag) => tag.includes('integrity=')) ? 5 : -5
  return tags.length > 0 && tags.every((tag) => tag.includes('integrity=')) ? 5 : 0
}

function framing(headers: Headers): number {
  if (/frame-ancestors (?!\*|https?:)/.test(headers.get('content-security-policy') ?? '')) return 5
  return /^(deny|sameorigin)$/i.test(headers.get('x-frame-options') ?? '') ? 0 : -20
}

function resourcePolicy(header: string | null): number {
  if (header === null || header === 'cross-origin') return 0
  return /^same-(origin|site)$/.test(header) ? 10 : -5
}
