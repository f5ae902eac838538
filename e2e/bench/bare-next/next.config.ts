import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true },
  // The folder above that has the packages.
  turbopack: { root: process.cwd() },
}

export default config
