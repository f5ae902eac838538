import type { NextConfig } from 'next'

// Every command of Next reads this file before it would report how it is used.
process.env.NEXT_TELEMETRY_DISABLED = '1'

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  // `npm run check` covers the types, of the tests too; an operator who builds need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // Off for good: with cacheComponents a form posted without scripts answers a blank page or loses its errors.
  cacheComponents: false,
  // Above `largestForm`, so that proxy.ts answers what is larger, and not Next with a bare error.
  experimental: { serverActions: { bodySizeLimit: '6mb' } },
  // There are no pictures to scale, and addresses that ask for one would print what clients make up in the log.
  images: { unoptimized: true },
  // pg and pino load parts of themselves at run time, which a bundle would not find.
  serverExternalPackages: ['pg', 'pino'],
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        // Not no-referrer: with it browsers send "Origin: null" and every form without scripts is refused.
        { key: 'Referrer-Policy', value: 'same-origin' },
      ],
    },
  ],
}

export default config
