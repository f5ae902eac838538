import { cache } from 'react'
import { findAccountByEmail } from '#db/accounts/find.ts'
import type { SignedIn } from '#db/accounts/sessions.ts'
import { readVisit } from '#db/accounts/visit.ts'
import { database } from '#db/database.ts'
import { forgetAnswersOfEnded } from './kept-answers.server.ts'
import { namedByProxy } from './named-by-proxy.server.ts'
import { sessionToken } from './session-cookies.server.ts'

/** Undefined when nobody is signed in. Looked up once for each page. */
export const currentViewer = cache(async (): Promise<SignedIn | undefined> => {
  if (!(await sessionToken())) return undefined
  const session = await sessionOfBrowser()
  const viewer = session && (await agreesWithProxy(session)) ? session : undefined
  if (!viewer) await forgetAnswersOfEnded()
  return viewer
})

/** Also one that the header of a trusted proxy does not confirm. */
export async function sessionOfBrowser(): Promise<SignedIn | undefined> {
  return (await currentVisit()).signedIn
}

/** The settings, and the session of the browser. Read once for each page. */
export const currentVisit = cache(async () => readVisit(database(), await sessionToken()))

/** The header of a trusted proxy decides about each request: a session of somebody else does not count beside it. */
async function agreesWithProxy({ id, byProxy }: SignedIn): Promise<boolean> {
  const email = await namedByProxy()
  if (email === undefined) return !byProxy
  return (await findAccountByEmail(database(), email))?.id === id
}
