import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { maySearchEnginesList } from './request/current-settings.ts'

/** Pages also say "noindex" where search engines may list nothing, because a link can lead there without this file. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection()
  const isAllowed = await maySearchEnginesList()
  return {
    rules: isAllowed
      ? { userAgent: '*', allow: '/', disallow: ['/sign-in', '/api/'] }
      : { userAgent: '*', disallow: '/' },
  }
}
