import type { NextConfig } from 'next'
import { PHASE_PRODUCTION_BUILD } from 'next/constants.js'
import release from './package.json' with { type: 'json' }

// Next reads this file before it sends any telemetry.
process.env.NEXT_TELEMETRY_DISABLED = '1'

// Only what is copied by a button is used.
const permissions = [
  'clipboard-write=(self)',
  ...[
    'accelerometer',
    'autoplay',
    'browsing-topics',
    'camera',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'geolocation',
    'gyroscope',
    'hid',
    'idle-detection',
    'local-fonts',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'picture-in-picture',
    'screen-wake-lock',
    'serial',
    'usb',
    'window-management',
    'xr-spatial-tracking',
  ].map((feature) => `${feature}=()`),
].join(', ')

const config: NextConfig = {
  // A page of another release loads its next page as a whole, so that it never mixes scripts of two releases.
  deploymentId: process.env.NEXT_DEPLOYMENT_ID || release.version.replaceAll('.', '-'),
  agentRules: false,
  poweredByHeader: false,
  // `npm run check` covers the types, also of tests; an operator's build need not repeat it.
  typescript: { ignoreBuildErrors: true },
  // With cacheComponents, a form posted without scripts answers a blank page or loses its errors.
  cacheComponents: false,
  // More than `largestUpload`, so that app/request/page-requests.ts answers larger forms, and not Next with a bare error.
  experimental: { serverActions: { bodySizeLimit: '11mb' } },
  // No page has pictures, and Next would log each forged address of one.
  images: { unoptimized: true },
  // It draws pictures, and is the only code for one kind of machine in what serves.
  outputFileTracingExcludes: { '*': ['node_modules/sharp/**', 'node_modules/@img/**'] },
  // pg and pino load modules at run time, which a bundle would not contain.
  serverExternalPackages: ['pg', 'pino'],
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        // Not no-referrer, because browsers would send "Origin: null" and Next would refuse forms without scripts.
        { key: 'Referrer-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: permissions },
      ],
    },
    // Pages of other sites may read the API as far as the settings say so (CORS).
    { source: '/api/:path+', headers: [{ key: 'Cross-Origin-Resource-Policy', value: 'cross-origin' }] },
    {
      source: '/:path*',
      // From a trusted proxy, or PUBLIC_URL (app/request/address.ts).
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      // Not for subdomains, and no preload: other hosts of the domain are not ours.
      headers: [{ key: 'Strict-Transport-Security', value: 'max-age=31536000' }],
    },
  ],
}

/** What a release serves is a by-product of each build. `next start` would warn of the option. */
export default function configOf(phase: string): NextConfig {
  return phase === PHASE_PRODUCTION_BUILD ? { ...config, output: 'standalone' } : config
}
