import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { siteName } from './request/current-settings.ts'

/** Lets a telephone keep the directory on its home screen. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  await connection()
  const name = await siteName()
  return {
    name,
    short_name: name,
    description: `The people directory of ${name}`,
    start_url: '/users',
    display: 'standalone',
    background_color: '#fbfaf6',
    theme_color: '#12606b',
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/apple-icon.png', sizes: '180x180', type: 'image/png' },
    ],
  }
}
