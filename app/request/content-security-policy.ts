import { parseConfig } from '#db/config.ts'

/** @param path - of the page, without its query */
export function contentSecurityPolicy(nonce: string, path: string): string {
  // In development, and only there, React needs eval for its messages and Next writes styles into its overlay.
  const development = process.env.NODE_ENV === 'development'
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${formTargets(path)}`,
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The forms of these pages may lead to the provider of single sign-on, and from there to any other. Browsers check each step. */
function formTargets(path: string): string {
  if (path !== '/sign-in' && path !== '/profile/confirm') return "'self'"
  const { provider } = parseConfig(process.env)
  return provider ? `'self' https: ${new URL(provider.issuer).origin}` : "'self'"
}
