import { cache } from 'react'
import { findSession, type SignedIn } from '#db/accounts/sessions.ts'
import { database } from '#db/database.ts'
import { sessionToken } from './session-cookies.server.ts'

/** Undefined when nobody is signed in. Looked up once for each page. */
export const currentViewer = cache(async (): Promise<SignedIn | undefined> => {
  const token = await sessionToken()
  return token ? findSession(database(), token) : undefined
})
