import type { NextConfig } from 'next'

// Next reads this file before it sends any telemetry.
process.env.NEXT_TELEMETRY_DISABLED = '1'

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  // `npm run check` covers the types, also of tests; an operator's build need not repeat it.
  typescript: { ignoreBuildErrors: true },
  // With cacheComponents, a form posted without scripts answers a blank page or loses its errors.
  cacheComponents: false,
  // More than `largestUpload`, so that proxy.ts answers larger forms, and not Next with a bare error or the rest cut off.
  experimental: { serverActions: { bodySizeLimit: '11mb' }, proxyClientMaxBodySize: '12mb' },
  // No page has pictures, and Next would log each forged address of one.
  images: { unoptimized: true },
  // pg and pino load modules at run time, which a bundle would not contain.
  serverExternalPackages: ['pg', 'pino'],
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        // Not no-referrer, because browsers would send "Origin: null" and Next would refuse forms without scripts.
        { key: 'Referrer-Policy', value: 'same-origin' },
      ],
    },
  ],
}

export default config
